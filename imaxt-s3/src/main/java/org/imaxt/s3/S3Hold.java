package org.imaxt.s3;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.SharedStore;
import org.imaxt.core.zarr.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Keeps a second writer out of a sample in an object store: a note that is written only where there
 * is none, and written anew several times in its life. A note without such a sign for longer than
 * it says belongs to a process that died and may be replaced, by one process alone.
 */
final class S3Hold implements SharedStore.Hold {

  private static final Logger LOG = LoggerFactory.getLogger(S3Hold.class);

  /** Signs of life in the time that a note lasts. */
  private static final int BEATS = 5;

  private final HoldObject object;
  private final HoldNote note;
  private final ScheduledExecutorService beats;
  private String tag;
  private volatile boolean taken;
  private volatile long lastMillis;

  private S3Hold(HoldObject object, HoldNote note, String tag, long sentMillis) {
    this.object = object;
    this.note = note;
    this.tag = tag;
    this.lastMillis = sentMillis;
    this.beats =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "imaxt hold of " + object.address());
              thread.setDaemon(true);
              return thread;
            });
    long pause = note.seconds() * 1000 / BEATS;
    beats.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes hold of a sample.
   *
   * @throws SampleFormatException if another process holds it, or nothing can be written there
   */
  static S3Hold take(HoldObject object, HoldNote note) {
    try {
      long sent = System.currentTimeMillis();
      Optional<HoldObject.Found> before = object.read();
      if (before.isPresent() && !before.get().isOver()) {
        throw refusal(object, before.get());
      }
      return object
          .write(note, before.map(HoldObject.Found::tag))
          .map(tag -> new S3Hold(object, note, tag, sent))
          .orElseThrow(() -> refusal(object, object.read().orElse(null)));
    } catch (SdkException e) {
      throw Refusal.sample(object.address().toString(), object.connection(), e);
    }
  }

  private static SampleFormatException refusal(HoldObject object, HoldObject.Found other) {
    if (other == null) {
      return new SampleFormatException(
          object.address() + " was being written by another run just now; run again");
    }
    return new SampleFormatException(
        ("%s is being written by another run (%s, since %s); wait for it or end it. If it has died,"
                + " its hold ends in %d s, or when %s is deleted")
            .formatted(
                object.address(),
                other.note().who(),
                other.note().since(),
                Math.max(1, other.note().seconds() + 1 - other.age().toSeconds()),
                object));
  }

  /** A sign of life; one that cannot be given is given the next time. */
  private void beat() {
    long sent = System.currentTimeMillis();
    try {
      Optional<String> written = object.write(note, Optional.of(tag));
      if (written.isPresent()) {
        tag = written.get();
        lastMillis = sent;
      } else {
        taken = true;
        beats.shutdown();
      }
    } catch (SdkException e) {
      LOG.debug("no sign of life for {}: {}", object.address(), e.toString());
    }
  }

  /**
   * Refuses a change when another process may hold the sample by now.
   *
   * @throws StoreException if this process may have lost it
   */
  void requireHeld(String action, String place) {
    long silence = (System.currentTimeMillis() - lastMillis) / 1000;
    if (taken) {
      throw new StoreException(
          action,
          place,
          new S3Failure(
              "another run has taken the sample over, since this one gave no sign of life for %d s;"
                      .formatted(note.seconds())
                  + " let only one go on",
              null));
    } else if (silence > note.seconds()) {
      throw new StoreException(
          action,
          place,
          new S3Failure(
              "this run could not renew its hold for %d s, so that another may have taken the"
                      .formatted(silence)
                  + " sample over; run again, which goes on where it was",
              null));
    }
  }

  @Override
  public void close() {
    beats.shutdown();
    try {
      beats.awaitTermination(note.seconds(), TimeUnit.SECONDS);
      if (!taken) {
        object.remove(note);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SdkException e) {
      LOG.warn(
          "{} stays held for {} s: {}",
          object.address(),
          note.seconds(),
          new IOException(e).toString());
    }
  }
}
