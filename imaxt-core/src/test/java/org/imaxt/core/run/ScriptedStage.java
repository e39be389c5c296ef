package org.imaxt.core.run;

import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.imaxt.core.lab.NoParams;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Two units in each of two phases for each of three sections; tests hook into its calls. */
final class ScriptedStage implements Stage<NoParams, String, String> {

  static final String FOLDER = "lab/scripted";

  /** What was called, in order. */
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  private final BiConsumer<String, Progress> hook;
  private final List<String> needs;

  /** Tells the hook of every call by name: begin, S001 0 a, finish S001, end. */
  ScriptedStage(BiConsumer<String, Progress> hook, String... needs) {
    this.hook = hook;
    this.needs = List.of(needs);
  }

  private void called(String name, Progress progress) {
    calls.add(name);
    hook.accept(name, progress);
  }

  static String path(int section) {
    return FOLDER + "/" + Layout.sectionName(section);
  }

  /** Not annotated, so that no command is generated for it. */
  @Override
  public StageInfo info() {
    return new Info();
  }

  @Override
  public NoParams defaults() {
    return new NoParams();
  }

  @Override
  public int algorithmVersion() {
    return 1;
  }

  @Override
  public int phases() {
    return 2;
  }

  @Override
  public Footprint footprint(NoParams params) {
    return new Footprint(needs, List.of(), List.of(FOLDER));
  }

  @Override
  public List<Output> outputs(NoParams params, Selection selection, Sample sample) {
    return selection.of(IntStream.rangeClosed(1, 3).boxed().toList()).stream()
        .map(
            s -> new Output(Layout.sectionName(s), s, List.of(), new TreeMap<>(), List.of(path(s))))
        .toList();
  }

  @Override
  public void begin(NoParams params, List<Output> stale, Sample sample, Progress progress) {
    called("begin", progress);
  }

  @Override
  public List<String> plan(NoParams params, Output output, int phase, Sample sample) {
    return List.of(output.name() + " " + phase + " a", output.name() + " " + phase + " b");
  }

  @Override
  public String process(NoParams params, String unit, Sample sample, Progress progress) {
    called(unit, progress);
    write(sample, FOLDER + "/" + unit.replace(' ', '/'), unit);
    return unit;
  }

  @Override
  public void finish(NoParams params, Output output, List<String> results, Sample sample) {
    called("finish " + output.name(), Progress.none());
    write(sample, path(output.section()) + "/results", String.join(", ", results));
  }

  @Override
  public void end(NoParams params, Sample sample) {
    called("end", Progress.none());
    write(sample, FOLDER + "/all", "all");
  }

  @Override
  public Report report(NoParams params, List<Output> outputs, Sample sample) {
    return Report.titled("Scripted").number("outputs", outputs.size(), "");
  }

  private static void write(Sample sample, String path, String text) {
    sample.store().write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The declaration. */
  private record Info() implements StageInfo {
    @Override
    public String id() {
      return "scripted";
    }

    @Override
    public String menu() {
      return "";
    }

    @Override
    public String summary() {
      return "Does what a test tells it.";
    }

    @Override
    public SampleUse sample() {
      return SampleUse.CREATE;
    }

    @Override
    public Modality[] selects() {
      return new Modality[] {Modality.STPT};
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return StageInfo.class;
    }
  }
}
