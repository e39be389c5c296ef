package org.imaxt.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.imaxt.core.stage.UnitNeeds;

/**
 * What Spark is to give a unit's task: as many of an executor's cores as the unit's memory is
 * shares of what the executor has for units, so that no core waits with a unit that does not fit.
 *
 * <p>Only where an application says how many cores an executor has, and on clusters: in this
 * process Spark knows no profiles, and the gate of the {@link Worker} alone keeps to the memory.
 */
final class UnitProfiles {

  /** What a cluster may call the engine for networks, where only some executors have it. */
  static final String ENGINE = "imaxt-engine";

  private final boolean offered;
  private final int cores;
  private final double memoryBytes;
  private final boolean engines;
  private final Map<Request, ResourceProfile> known = new HashMap<>();

  /** What a profile asks for; Spark shall see each only once. */
  private record Request(int cpus, boolean engine) {}

  UnitProfiles(Master master, SparkConf conf) {
    this.cores = conf.getInt("spark.executor.cores", 0);
    this.offered = !master.isHere() && cores > 0;
    // Half of the heap is for units, the rest for the cache of chunks and for Spark.
    this.memoryBytes = conf.getSizeAsBytes("spark.executor.memory", "1g") / 2.0;
    this.engines = conf.contains("spark.executor.resource." + ENGINE + ".amount");
  }

  /** The profile of units; empty where Spark's own, one core a task, is the one. */
  Optional<ResourceProfile> of(UnitNeeds needs, long unitBytes) {
    Request request = new Request(cpus(needs, unitBytes), engines && needs.engine());
    if (!offered || request.equals(new Request(1, false))) {
      return Optional.empty();
    }
    return Optional.of(known.computeIfAbsent(request, UnitProfiles::build));
  }

  /** Cores of an executor that a unit takes up. */
  int cpus(UnitNeeds needs, long unitBytes) {
    double share = memoryBytes / Math.max(1, cores);
    int forMemory = (int) Math.ceil(Math.min(unitBytes, memoryBytes) / share);
    return Math.max(1, Math.min(cores, Math.max(needs.cores(), forMemory)));
  }

  private static ResourceProfile build(Request request) {
    TaskResourceRequests task = new TaskResourceRequests().cpus(request.cpus());
    if (request.engine()) {
      task.resource(ENGINE, 1);
    }
    return new ResourceProfileBuilder().require(task).build();
  }
}
