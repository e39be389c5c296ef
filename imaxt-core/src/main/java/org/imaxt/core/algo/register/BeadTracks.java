package org.imaxt.core.algo.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Follows points from plane to plane: which detections show the same bead.
 *
 * <p>Planes are taken in the order of their depth. The nearest pairs of a track and a detection
 * join first, each at most once a plane, so that touching beads keep apart. A track ends when it
 * was not seen over a given depth.
 */
final class BeadTracks {

  private final double[] x;
  private final double[] y;
  private final double[] z;
  private final double gate;
  private final double reach;
  private final int[] trackOf;
  private final List<Track> open = new ArrayList<>();
  private int tracks;

  private BeadTracks(double[] x, double[] y, double[] z, double gate, double reach) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.gate = gate;
    this.reach = reach;
    this.trackOf = new int[x.length];
  }

  /** Mean place of a track's detections so far. */
  private static final class Track {
    private final int number;
    private double x;
    private double y;
    private double lastZ;
    private int seen;

    private Track(int number) {
      this.number = number;
    }

    private void add(double px, double py, double pz) {
      seen++;
      x += (px - x) / seen;
      y += (py - y) / seen;
      lastZ = pz;
    }
  }

  private record Candidate(Track track, int detection, double distance) {}

  /**
   * Numbers the tracks.
   *
   * @param x x of each detection in a frame in which a bead stays where it is, µm
   * @param y y likewise, µm
   * @param z depth of each detection's plane, µm; equal within a plane
   * @param gate largest distance of a detection from its track, µm
   * @param reach depth over which a track may not be seen, µm
   * @return number of its track from 0, one a detection
   */
  static int[] of(double[] x, double[] y, double[] z, double gate, double reach) {
    BeadTracks tracks = new BeadTracks(x, y, z, gate, reach);
    Integer[] order = new Integer[x.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> z[i]).thenComparingInt(i -> i));
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to < order.length && z[order[to]] == z[order[from]]) {
        to++;
      }
      tracks.plane(Arrays.copyOfRange(order, from, to));
      from = to;
    }
    return tracks.trackOf;
  }

  private void plane(Integer[] detections) {
    double depth = z[detections[0]];
    open.removeIf(t -> depth - t.lastZ > reach);
    open.sort(Comparator.comparingDouble(t -> t.x));
    List<Candidate> candidates = new ArrayList<>();
    for (int d : detections) {
      for (int k = firstFrom(x[d] - gate); k < open.size() && open.get(k).x <= x[d] + gate; k++) {
        double distance = Math.hypot(x[d] - open.get(k).x, y[d] - open.get(k).y);
        if (distance <= gate) {
          candidates.add(new Candidate(open.get(k), d, distance));
        }
      }
    }
    candidates.sort(
        Comparator.comparingDouble(Candidate::distance).thenComparingInt(c -> c.track().number));
    for (int d : detections) {
      trackOf[d] = -1;
    }
    List<Candidate> joined = new ArrayList<>();
    boolean[] taken = new boolean[tracks];
    for (Candidate c : candidates) {
      if (!taken[c.track().number] && trackOf[c.detection()] < 0) {
        taken[c.track().number] = true;
        trackOf[c.detection()] = c.track().number;
        joined.add(c);
      }
    }
    joined.forEach(c -> c.track().add(x[c.detection()], y[c.detection()], depth));
    for (int d : detections) {
      if (trackOf[d] < 0) {
        Track track = new Track(tracks++);
        track.add(x[d], y[d], depth);
        open.add(track);
        trackOf[d] = track.number;
      }
    }
  }

  /** First open track whose x is not smaller. */
  private int firstFrom(double left) {
    int low = 0;
    int high = open.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (open.get(middle).x < left) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
