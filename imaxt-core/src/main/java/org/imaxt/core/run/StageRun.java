package org.imaxt.core.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.report.HtmlReport;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.CancelledException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a stage on a sample. */
final class StageRun<P extends StageParams, U extends Serializable, R extends Serializable> {

  private static final Logger LOG = LoggerFactory.getLogger(StageRun.class);

  /** A wave holds units for this many rounds of the executor, so that few wait at its end. */
  private static final int ROUNDS = 8;

  private final Stage<P, U, R> stage;
  private final P params;
  private final RunRequest request;
  private final Sample sample;
  private final UnitExecutor executor;
  private final RetryPolicy retry;
  private final MonitoredProgress progress;
  private final Receipts receipts;
  private final Map<String, Object> parameters;
  private final Map<String, String> provenance = Provenance.now();

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
    this.retry = retry;
    this.progress = progress;
    this.receipts = new Receipts(sample);
    this.parameters = ParamSchema.of(stage).values(params);
  }

  /** An output to be made: its receipt and the units of each phase. */
  private record Pending<U>(Output output, Receipt receipt, List<List<U>> phases) {
    int units() {
      return phases.stream().mapToInt(List::size).sum();
    }
  }

  Report run() {
    String id = stage.info().id();
    List<Output> outputs = stage.outputs(params, request.selection(), sample);
    LOG.info("{} on {}: {} outputs", id, sample.location(), outputs.size());
    List<Receipt> stale = new ArrayList<>();
    List<Output> staleOutputs = new ArrayList<>();
    for (Output output : outputs) {
      Receipt receipt = receipt(output);
      if (request.reuse() == RunRequest.Reuse.FORCE || !upToDate(receipt)) {
        stale.add(receipt);
        staleOutputs.add(output);
      }
    }
    try {
      if (!stale.isEmpty()) {
        make(stale, staleOutputs);
        sample.consolidate();
      }
    } catch (RuntimeException e) {
      record(e instanceof CancelledException ? "cancelled" : "failed: " + e.getMessage());
      throw e;
    }
    Report report = stage.report(params, outputs, sample);
    write(report);
    record("done: %s made, %s up to date".formatted(stale.size(), outputs.size() - stale.size()));
    return report;
  }

  private void make(List<Receipt> stale, List<Output> staleOutputs) {
    staleOutputs.forEach(o -> receipts.remove(stage.info().id(), o.name()));
    stage.begin(params, staleOutputs, sample, progress);
    List<Pending<U>> pending = new ArrayList<>();
    for (int i = 0; i < stale.size(); i++) {
      List<List<U>> phases = new ArrayList<>();
      for (int phase = 0; phase < stage.phases(); phase++) {
        phases.add(stage.plan(params, staleOutputs.get(i), phase, sample));
      }
      pending.add(new Pending<>(staleOutputs.get(i), stale.get(i), phases));
    }
    progress.total(pending.stream().mapToLong(Pending::units).sum());
    for (List<Pending<U>> wave : waves(pending)) {
      makeWave(wave);
    }
    stage.end(params, sample);
  }

  private List<List<Pending<U>>> waves(List<Pending<U>> pending) {
    List<List<Pending<U>>> waves = new ArrayList<>();
    int units = Integer.MAX_VALUE;
    for (Pending<U> one : pending) {
      if (units >= ROUNDS * executor.parallelism()) {
        waves.add(new ArrayList<>());
        units = 0;
      }
      waves.get(waves.size() - 1).add(one);
      units += one.units();
    }
    return waves;
  }

  private void makeWave(List<Pending<U>> wave) {
    for (Pending<U> one : wave) {
      one.output().writes().forEach(sample.store()::deleteTree);
      stage.prepare(params, one.output(), sample);
    }
    List<List<R>> results = new ArrayList<>();
    wave.forEach(one -> results.add(new ArrayList<>()));
    for (int phase = 0; phase < stage.phases(); phase++) {
      List<U> units = new ArrayList<>();
      for (Pending<U> one : wave) {
        units.addAll(one.phases().get(phase));
      }
      List<UnitOutcome<R>> outcomes =
          executor.map(
              units, this::process, u -> stage.memoryBytes(params, u), request.failure());
      int next = 0;
      List<UnitOutcome.Failed<R>> failures = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < wave.size(); i++) {
        for (U unit : wave.get(i).phases().get(phase)) {
          UnitOutcome<R> outcome = outcomes.get(next++);
          if (outcome instanceof UnitOutcome.Done<R> done) {
            results.get(i).add(done.result());
          } else if (outcome instanceof UnitOutcome.Failed<R> failed) {
            failures.add(failed);
            names.add(wave.get(i).output().name() + " " + unit);
          }
        }
      }
      refuse(failures, names);
    }
    for (int i = 0; i < wave.size(); i++) {
      stage.finish(params, wave.get(i).output(), results.get(i), sample);
      receipts.write(wave.get(i).receipt());
    }
  }

  private R process(U unit) {
    progress.checkCancelled();
    R result = retry.run(() -> stage.process(params, unit, sample, progress));
    progress.advance(1);
    return result;
  }

  private void refuse(List<UnitOutcome.Failed<R>> failures, List<String> names) {
    for (UnitOutcome.Failed<R> failure : failures) {
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
                  names.get(0),
                  first.getMessage() == null ? first.toString() : first.getMessage(),
                  failures.size() > 1 ? " (and " + (failures.size() - 1) + " more units)" : ""),
          first);
    }
  }

  private Receipt receipt(Output output) {
    Map<String, String> reads = new TreeMap<>();
    output.reads().forEach(r -> reads.put(r, receipts.verified(r)));
    return new Receipt(
        stage.info().id(),
        output.name(),
        Receipts.hash(
            stage.info().id(), stage.algorithmVersion(), parameters, reads, output.inputs()),
        stage.algorithmVersion(),
        parameters,
        reads,
        output.inputs(),
        provenance);
  }

  private boolean upToDate(Receipt wanted) {
    return receipts
        .find(wanted.stage(), wanted.output())
        .map(r -> r.hash().equals(wanted.hash()))
        .orElse(false);
  }

  private void write(Report report) {
    String base = Layout.PRIVATE + "/reports/" + stage.info().id().replace(' ', '-');
    sample.store().write(base + ".html", RunFiles.utf8(html(report)));
    sample.store().write(base + ".json", RunFiles.json(report, parameters, provenance));
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
    if (!request.selection().equals(Selection.ALL)) {
      meta.put("sections", request.selection().text());
    }
    meta.putAll(provenance);
    return HtmlReport.render(report, parameters, meta);
  }

  private void record(String outcome) {
    RunFiles.record(sample, stage.info().id(), request, parameters, provenance, outcome);
  }
}
