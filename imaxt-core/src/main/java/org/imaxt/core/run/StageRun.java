package org.imaxt.core.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imaxt.core.model.Modality;
import org.imaxt.core.model.UnitCost;
import org.imaxt.core.report.HtmlReport;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a stage on a sample. */
final class StageRun<P extends StageParams, U extends Serializable, R extends Serializable> {

  private static final Logger LOG = LoggerFactory.getLogger(StageRun.class);

  private final Stage<P, U, R> stage;
  private final P params;
  private final RunRequest request;
  private final Sample sample;
  private final UnitExecutor executor;
  private final StageWork<P, U, R> work;
  private final MonitoredProgress progress;
  private final Receipts receipts;
  private final WantedReceipts<P> wanted;
  private final CostFiles costs;
  private final long start = System.nanoTime();
  private final ProcessMeter meter = ProcessMeter.start();
  private double unitSeconds;
  private double processorSeconds;
  private double outputSeconds;
  private Made made = new Made(0, 0);

  StageRun(
      Stage<P, U, R> stage,
      P params,
      RunRequest request,
      Sample sample,
      UnitExecutor executor,
      RetryPolicy retry,
      MonitoredProgress progress) {
    this.stage = stage;
    this.params = params;
    this.request = request;
    this.sample = sample;
    this.executor = executor;
    this.work = new StageWork<>(stage, params, sample, retry, UUID.randomUUID().toString());
    this.progress = progress;
    this.receipts = new Receipts(sample);
    this.wanted = new WantedReceipts<>(stage, params, sample);
    this.costs = CostFiles.of(stage, params, sample);
  }

  /** An output to be made: its receipt and the units of each phase. */
  private record Pending<U>(Output output, Receipt receipt, List<List<U>> phases) {
    int units() {
      return phases.stream().mapToInt(List::size).sum();
    }
  }

  /** What this run made. */
  private record Made(int outputs, int units) {}

  Report run() {
    String id = stage.info().id();
    requireNeeds(id);
    List<Output> outputs = stage.outputs(params, request.selection(), sample);
    LOG.info("{} on {}: {} outputs", id, sample.location(), outputs.size());
    List<Receipt> stale = new ArrayList<>();
    List<Output> staleOutputs = new ArrayList<>();
    for (Output output : outputs) {
      Receipt receipt = wanted.of(output);
      if (request.reuse() == RunRequest.Reuse.FORCE || !wanted.holds(receipt)) {
        stale.add(receipt);
        staleOutputs.add(output);
      }
    }
    try {
      List<String> obsolete = stage.obsolete(params, sample);
      if (!stale.isEmpty() || !obsolete.isEmpty() || receipts.isUnfinished(target())) {
        make(stale, staleOutputs, obsolete);
      }
    } catch (RuntimeException e) {
      record(e instanceof CancelledException ? "cancelled" : "failed: " + e.getMessage());
      throw e;
    }
    Report report = stage.report(params, outputs, sample);
    noteSeconds();
    write(report, outputs);
    record("done: %s made, %s up to date".formatted(stale.size(), outputs.size() - stale.size()));
    return report;
  }

  /** Notes what the run took, if it made anything. */
  private void noteSeconds() {
    if (made.outputs() > 0) {
      double seconds = secondsSince(start);
      double fixed = Math.max(0, seconds - unitSeconds - outputSeconds);
      ProcessMeter.Beside beside = meter.stop(processorSeconds);
      costs.write(
          new RunCosts(
              executor.parallelism(),
              seconds,
              fixed,
              beside.compiling(),
              beside.other(),
              made.outputs(),
              made.units()));
    }
  }

  /** What this run leaves finished or unfinished. */
  private String target() {
    return (stage.info().id() + " " + stage.target(params)).trim();
  }

  /** Refuses to run before what the stage needs. */
  private void requireNeeds(String id) {
    for (String needed : stage.footprint(params).needs()) {
      if (receipts.complete(needed).isEmpty()) {
        throw new SampleFormatException(
            "%s has nothing of %s, which %s needs; run imaxt %s"
                .formatted(sample.location(), needed, id, needed));
      }
    }
  }

  /** Makes outputs, and what follows from all of them even if a run died just before that. */
  private void make(List<Receipt> stale, List<Output> staleOutputs, List<String> obsolete) {
    String id = stage.info().id();
    if (receipts.isUnfinished(target())) {
      stage.footprint(params).writes().forEach(sample::removeLeftovers);
    }
    receipts.begin(target());
    staleOutputs.forEach(o -> receipts.remove(id, o.name()));
    for (String output : obsolete) {
      receipts.remove(id, output);
      stage.remove(params, output, sample);
    }
    if (!stale.isEmpty()) {
      makeOutputs(stale, staleOutputs);
    }
    stage.end(params, sample);
    sample.consolidate();
    receipts.end(target());
  }

  private void makeOutputs(List<Receipt> stale, List<Output> staleOutputs) {
    stage.begin(params, staleOutputs, sample, progress);
    List<Pending<U>> pending = new ArrayList<>();
    for (int i = 0; i < stale.size(); i++) {
      List<List<U>> phases = new ArrayList<>();
      for (int phase = 0; phase < stage.phases(); phase++) {
        phases.add(stage.plan(params, staleOutputs.get(i), phase, sample));
      }
      pending.add(new Pending<>(staleOutputs.get(i), stale.get(i), phases));
    }
    int units = pending.stream().mapToInt(Pending::units).sum();
    progress.total(units);
    List<Failure> failures = new ArrayList<>();
    for (List<Pending<U>> wave : waves(pending)) {
      makeWave(wave, failures);
    }
    refuse(failures);
    made = new Made(pending.size(), units);
  }

  private List<List<Pending<U>>> waves(List<Pending<U>> pending) {
    List<List<Pending<U>>> waves = new ArrayList<>();
    int units = Integer.MAX_VALUE;
    for (Pending<U> one : pending) {
      if (units >= executor.wave()) {
        waves.add(new ArrayList<>());
        units = 0;
      }
      waves.get(waves.size() - 1).add(one);
      units += one.units();
    }
    return waves;
  }

  /** An output in the making: results and costs of its units so far, and the driver's seconds. */
  private record Making<U, R>(
      Pending<U> pending, List<R> results, List<List<UnitCost>> phases, double seconds) {}

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  /** A unit that failed, named for people. */
  private record Failure(String name, RuntimeException cause) {}

  /**
   * Makes the outputs of a wave. Those whose units were all done are completed even if others
   * failed, so that the next run need not make them again.
   */
  private void makeWave(List<Pending<U>> wave, List<Failure> failures) {
    List<Making<U, R>> making = new ArrayList<>();
    for (Pending<U> one : wave) {
      long begin = System.nanoTime();
      one.output().writes().forEach(sample.store()::deleteTree);
      stage.prepare(params, one.output(), sample);
      making.add(new Making<>(one, new ArrayList<>(), new ArrayList<>(), secondsSince(begin)));
    }
    int phases = stage.phases();
    for (int phase = 0; phase < phases; phase++) {
      making = makePhase(phase, making, failures);
      if (phase < phases - 1) {
        stopIfWanted(failures);
      }
    }
    try {
      making.forEach(this::complete);
    } catch (RuntimeException e) {
      failures.forEach(f -> e.addSuppressed(f.cause()));
      throw e;
    }
    stopIfWanted(failures);
  }

  /** Does the units of a phase, and returns the outputs whose units were all done. */
  private List<Making<U, R>> makePhase(
      int phase, List<Making<U, R>> making, List<Failure> failures) {
    List<U> units = new ArrayList<>();
    making.forEach(one -> units.addAll(one.pending().phases().get(phase)));
    long begin = System.nanoTime();
    Iterator<UnitOutcome<Measured<R>>> outcomes =
        executor.map(work, units, request.failure(), progress).iterator();
    unitSeconds += secondsSince(begin);
    List<Making<U, R>> done = new ArrayList<>();
    for (Making<U, R> one : making) {
      boolean whole = true;
      List<UnitCost> taken = new ArrayList<>();
      for (U unit : one.pending().phases().get(phase)) {
        UnitOutcome<Measured<R>> outcome = outcomes.next();
        if (outcome instanceof UnitOutcome.Done<Measured<R>> measured) {
          one.results().add(measured.result().result());
          taken.add(measured.result().cost());
          processorSeconds += measured.result().cost().processorSeconds();
        } else {
          whole = false;
        }
        if (outcome instanceof UnitOutcome.Failed<Measured<R>> failed) {
          failures.add(new Failure(one.pending().output().name() + " " + unit, failed.cause()));
        }
      }
      one.phases().add(taken);
      if (whole) {
        done.add(one);
      }
    }
    return done;
  }

  private void complete(Making<U, R> one) {
    long begin = System.nanoTime();
    Output output = one.pending().output();
    stage.finish(params, output, one.results(), sample);
    receipts.write(one.pending().receipt());
    double seconds = one.seconds() + secondsSince(begin);
    outputSeconds += seconds;
    costs.write(output.name(), new OutputCosts(seconds, one.phases()));
  }

  private void stopIfWanted(List<Failure> failures) {
    boolean cancelled = failures.stream().anyMatch(f -> f.cause() instanceof CancelledException);
    if (cancelled || request.failure() == FailurePolicy.STOP) {
      refuse(failures);
    }
  }

  private void refuse(List<Failure> failures) {
    for (Failure failure : failures) {
      if (failure.cause() instanceof CancelledException cancelled) {
        throw cancelled;
      }
    }
    if (!failures.isEmpty()) {
      RuntimeException first = failures.get(0).cause();
      throw new UnitFailedException(
          "%s failed on %s: %s%s"
              .formatted(
                  stage.info().id(),
                  failures.get(0).name(),
                  first.getMessage() == null ? first.toString() : first.getMessage(),
                  failures.size() > 1 ? " (and " + (failures.size() - 1) + " more units)" : ""),
          first);
    }
  }

  private void write(Report report, List<Output> outputs) {
    String base = ReportFiles.base(stage, params);
    sample.store().write(base + ".html", RunFiles.utf8(html(report)));
    sample
        .store()
        .write(base + ".json", RunFiles.json(report, wanted, CostSummary.json(costs, outputs)));
    sample.store().delete(base + ".png");
    report.items().stream()
        .filter(Report.Item.Image.class::isInstance)
        .findFirst()
        .map(item -> ((Report.Item.Image) item).image().png())
        .ifPresent(png -> sample.store().write(base + ".png", png));
  }

  private String html(Report report) {
    Map<String, String> meta = new LinkedHashMap<>();
    meta.put("sample", sample.location());
    for (Modality modality : Modality.values()) {
      if (request.selection().narrows(modality)) {
        meta.put(Selection.noun(modality), request.selection().written(modality));
      }
    }
    meta.putAll(wanted.provenance());
    return HtmlReport.render(report, wanted.parameters(), meta);
  }

  private void record(String outcome) {
    RunFiles.record(sample, stage.info().id(), request, wanted, outcome);
  }
}
