package org.imaxt.core.sample;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who writes to a sample.
 *
 * @param who user, machine and process, for people
 * @param since when it began, by its own clock
 */
public record Holder(String who, String since) {

  /**
   * This process, from now on.
   *
   * @return the holder
   */
  public static Holder mine() {
    return new Holder(
        "%s on %s, process %d"
            .formatted(System.getProperty("user.name"), host(), ProcessHandle.current().pid()),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }

  /** For people. */
  @Override
  public String toString() {
    return who + ", since " + since;
  }
}
