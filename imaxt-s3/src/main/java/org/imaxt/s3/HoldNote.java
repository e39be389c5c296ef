package org.imaxt.s3;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.imaxt.core.sample.Holder;

/**
 * Who writes to a sample, as it is noted beside the sample.
 *
 * @param owner names the hold, unlike any other
 * @param who user, machine and process, for people
 * @param since when it began, by the owner's clock
 * @param seconds how long it lasts after its last sign of life
 */
record HoldNote(String owner, String who, String since, long seconds) {

  /** Several beats may be missed; whoever waits for a dead one does not wait long. */
  static final long SECONDS = 30;

  /** What a note is worth that nobody can read: somebody holds the sample. */
  private static final HoldNote UNREADABLE =
      new HoldNote("", "somebody", "a time unknown", SECONDS);

  /** What is left of the lock of a sample that was copied from a folder: nothing. */
  private static final HoldNote NOBODY = new HoldNote("", "nobody", "", -1);

  static HoldNote mine() {
    return mine(SECONDS);
  }

  static HoldNote mine(long seconds) {
    Holder holder = Holder.mine();
    return new HoldNote(UUID.randomUUID().toString(), holder.who(), holder.since(), seconds);
  }

  byte[] bytes() {
    return (new Gson().toJson(this) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static HoldNote of(byte[] bytes) {
    if (bytes.length == 0) {
      return NOBODY;
    }
    try {
      return Optional.ofNullable(
              new Gson().fromJson(new String(bytes, StandardCharsets.UTF_8), HoldNote.class))
          .filter(n -> n.owner != null && n.who != null && n.seconds > 0)
          .orElse(UNREADABLE);
    } catch (JsonParseException e) {
      return UNREADABLE;
    }
  }
}
