package org.imaxt.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.run.Monitor;
import org.imaxt.core.run.RunRequest;
import org.imaxt.core.run.UnitExecutor;
import org.imaxt.core.stage.UnitNeeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark is asked to give a unit. */
class UnitProfilesTest {

  private static final long MB = 1L << 20;

  /** Profiles of the stages of Spark that were submitted, of whichever application. */
  private static final List<Integer> SUBMITTED = new CopyOnWriteArrayList<>();

  /** Made by Spark, by its name. */
  public static final class Listener extends SparkListener {
    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted stage) {
      SUBMITTED.add(stage.stageInfo().resourceProfileId());
    }
  }

  private static UnitProfiles profiles(String master, Map<String, String> settings) {
    SparkConf conf = new SparkConf(false);
    settings.forEach(conf::set);
    return new UnitProfiles(new Master(master), conf);
  }

  private static UnitProfiles four(String master) {
    return profiles(master, Map.of("spark.executor.memory", "8g", "spark.executor.cores", "4"));
  }

  @Test
  void aUnitTakesTheCoresWhoseMemoryItNeeds() {
    UnitProfiles profiles = four("yarn"); // half of 8 GB: 1 GB a core
    assertEquals(1, profiles.cpus(UnitNeeds.PLAIN, 1000 * MB));
    assertEquals(2, profiles.cpus(UnitNeeds.PLAIN, 1025 * MB));
    assertEquals(4, profiles.cpus(UnitNeeds.PLAIN, 100_000 * MB));
    assertEquals(3, profiles.cpus(new UnitNeeds(3, false), MB));
    assertEquals(4, profiles.cpus(new UnitNeeds(16, false), MB));
  }

  @Test
  void plainUnitsNeedNoProfile() {
    assertEquals(Optional.empty(), four("yarn").of(UnitNeeds.PLAIN, MB));
    assertEquals(Optional.empty(), four("yarn").of(UnitNeeds.engineIf(true), MB));
  }

  @Test
  void thereAreNoneInThisProcessOrWhereCoresAreNotKnown() {
    assertEquals(Optional.empty(), four("local[4]").of(UnitNeeds.PLAIN, 3000 * MB));
    UnitProfiles unknown = profiles("yarn", Map.of("spark.executor.memory", "8g"));
    assertEquals(Optional.empty(), unknown.of(UnitNeeds.PLAIN, 3000 * MB));
  }

  @Test
  void equalNeedsShareAProfile() {
    UnitProfiles profiles = four("yarn");
    ResourceProfile profile = profiles.of(UnitNeeds.PLAIN, 3000 * MB).orElseThrow();
    assertEquals(profile.id(), profiles.of(UnitNeeds.PLAIN, 2900 * MB).orElseThrow().id());
    assertEquals(3, profile.taskResources().apply("cpus").amount());
  }

  @Test
  void theEngineIsAskedForWhereTheClusterNamesIt() {
    UnitProfiles profiles =
        profiles(
            "yarn",
            Map.of(
                "spark.executor.cores",
                "4",
                "spark.executor.resource." + UnitProfiles.ENGINE + ".amount",
                "2"));
    ResourceProfile profile = profiles.of(UnitNeeds.engineIf(true), MB).orElseThrow();
    assertEquals(1, profile.taskResources().apply(UnitProfiles.ENGINE).amount());
    assertEquals(Optional.empty(), profiles.of(UnitNeeds.PLAIN, MB));
  }

  @Tag("slow")
  @Test
  void aClusterSchedulesByThem(@TempDir Path folder) throws Exception {
    Path here = folder.resolve("threads.zarr");
    Object[] trial = {"units", 12, "trouble", Trouble.LARGE};
    Runs.run(here, "lab trial", trial);
    Path there = folder.resolve("spark.zarr");
    Map<String, String> settings =
        Map.of("spark.executor.cores", "2", "spark.extraListeners", Listener.class.getName());
    try (Cluster cluster = Cluster.start(folder, 1, 2);
        UnitExecutor executor = cluster.executor(settings)) {
      SUBMITTED.clear();
      Runs.run(executor, Monitor.silent(), RunRequest.on(there), "lab trial", trial);
    }
    SameBytes.require(here, there, TrialStage.FOLDER);
    assertTrue(SUBMITTED.stream().anyMatch(id -> id > 0), "no profile was used: " + SUBMITTED);
  }
}
