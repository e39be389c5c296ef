package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Frames by name and the transforms between them, each usable in both directions.
 *
 * <p>Of several ways the most certain is taken (Dijkstra, Numer. Math. 1 (1959) 269-271, on the
 * variance at a typical point). Immutable: adding returns a new graph.
 */
public final class FrameGraph {

  private final Map<String, List<Edge>> edges;

  private FrameGraph(Map<String, List<Edge>> edges) {
    this.edges = edges;
  }

  /** A step, with the variance that it adds at the middle of its source. */
  private record Edge(FramePath step, double variance) {
    String to() {
      return step.frames().get(1);
    }
  }

  /**
   * A graph without frames.
   *
   * @return the graph
   */
  public static FrameGraph empty() {
    return new FrameGraph(Map.of());
  }

  /**
   * Adds a fitted transform.
   *
   * @param from name of the source frame
   * @param to name of the target frame
   * @param transform source to target
   * @param field the part of the source that counts when ways are compared
   * @return a graph with it
   */
  public FrameGraph with(String from, String to, FittedTransform transform, Field field) {
    double e = transform.targetError(field).rmsUm();
    FramePath step =
        new FramePath(
            List.of(from, to), transform.affine(), transform.covariance(), transform.bendUm());
    return with(step, e * e);
  }

  /**
   * Adds a transform that is known but for an error of its shift.
   *
   * @param from name of the source frame
   * @param to name of the target frame
   * @param affine source to target
   * @param sigmaUm standard error of the shift along an axis, µm; may be 0
   * @return a graph with it
   */
  public FrameGraph with(String from, String to, Affine affine, double sigmaUm) {
    double[][] covariance = new double[6][6];
    covariance[2][2] = sigmaUm * sigmaUm;
    covariance[5][5] = sigmaUm * sigmaUm;
    return with(new FramePath(List.of(from, to), affine, covariance, 0), 2 * sigmaUm * sigmaUm);
  }

  private FrameGraph with(FramePath step, double variance) {
    Map<String, List<Edge>> all = new HashMap<>();
    edges.forEach((name, list) -> all.put(name, new ArrayList<>(list)));
    FramePath back = step.reversed();
    double scale = Math.abs(back.affine().determinant());
    all.computeIfAbsent(step.frames().get(0), n -> new ArrayList<>()).add(new Edge(step, variance));
    all.computeIfAbsent(back.frames().get(0), n -> new ArrayList<>())
        .add(new Edge(back, variance * scale));
    return new FrameGraph(all);
  }

  /** A frame that was reached. */
  private record Reached(FramePath path, double variance, int steps) {
    String frame() {
      return path.frames().get(path.frames().size() - 1);
    }
  }

  /**
   * The most certain way between two frames.
   *
   * @param from name of the source frame
   * @param to name of the target frame
   * @return the way with its errors; empty if there is none
   */
  public Optional<FramePath> path(String from, String to) {
    PriorityQueue<Reached> open =
        new PriorityQueue<>(
            Comparator.comparingDouble(Reached::variance).thenComparingInt(Reached::steps));
    Set<String> done = new HashSet<>();
    if (edges.containsKey(from)) {
      open.add(new Reached(FramePath.start(from), 0, 0));
    }
    while (!open.isEmpty()) {
      Reached r = open.poll();
      if (r.frame().equals(to)) {
        return Optional.of(r.path());
      }
      if (done.add(r.frame())) {
        for (Edge e : edges.get(r.frame())) {
          open.add(
              new Reached(r.path().then(e.step()), r.variance() + e.variance(), r.steps() + 1));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Names of all frames.
   *
   * @return the names
   */
  public Set<String> frames() {
    return Set.copyOf(edges.keySet());
  }
}
