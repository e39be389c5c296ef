package org.imaxt.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;

/**
 * Where a Spark application is submitted.
 *
 * @param url as Spark writes it
 */
record Master(String url) {

  private static final Pattern LOCAL =
      Pattern.compile("local(\\[(\\*|[1-9]\\d*)(, *[1-9]\\d*)?])?");
  private static final Pattern STANDALONE =
      Pattern.compile("spark://[^:/,]+:\\d{1,5}(,[^:/,]+:\\d{1,5})*");
  private static final Pattern MANAGED = Pattern.compile("yarn|k8s://.+");

  /** A standalone master answers in milliseconds. */
  private static final int PATIENCE_MS = 5000;

  /** Refuses what Spark does not know. */
  Master {
    boolean known =
        isLike(LOCAL, url) || isLike(STANDALONE, url) || isLike(MANAGED, url) || isTest(url);
    if (!known) {
      throw new ParamException(
          "master must read like local[2], spark://host:7077, yarn or k8s://https://host:443, got '%s'"
              .formatted(url));
    }
  }

  private static boolean isLike(Pattern pattern, String url) {
    return pattern.matcher(url).matches();
  }

  /** Spark's own cluster of several processes on this machine. */
  private static boolean isTest(String url) {
    return url.matches("local-cluster\\[\\d+,\\d+,\\d+]");
  }

  /** Whether units run in this very process. */
  boolean isHere() {
    return isLike(LOCAL, url);
  }

  /**
   * Refuses a standalone master that nobody listens for: Spark itself would try for a minute.
   *
   * @throws InputException if none of its addresses answers
   */
  void requireReachable() {
    if (!isLike(STANDALONE, url)) {
      return;
    }
    List<String> reasons = new ArrayList<>();
    for (String address : url.substring("spark://".length()).split(",")) {
      int colon = address.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        int port = Integer.parseInt(address.substring(colon + 1));
        socket.connect(new InetSocketAddress(address.substring(0, colon), port), PATIENCE_MS);
        return;
      } catch (IOException | IllegalArgumentException e) {
        reasons.add(address + ": " + e.getMessage());
      }
    }
    throw new InputException(
        "the Spark master %s cannot be reached (%s); start it, or name another with --master"
            .formatted(url, String.join("; ", reasons)));
  }
}
