package org.imaxt.stitch.flatfield;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FlatfieldDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Layout.FlatfieldPart;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.stitch.tiles.Distortions;

/** Finds the illumination of each channel; always from all sections. */
@StageInfo(
    id = "flatfield",
    menu = "Plugins>IMAXT>Estimate Flat Field...",
    summary = "Finds illumination, dark level and useful area of each channel.")
public final class FlatfieldStage
    implements Stage<FlatfieldParams, ChannelUnit, FlatfieldDocument> {

  /** A stage. */
  public FlatfieldStage() {}

  @Override
  public FlatfieldParams defaults() {
    return FlatfieldParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 5;
  }

  @Override
  public Footprint footprint(FlatfieldParams params) {
    return new Footprint(List.of("ingest"), List.of(Distortions.STAGE), List.of(Layout.FLATFIELD));
  }

  @Override
  public List<Output> outputs(FlatfieldParams params, Selection selection, Sample sample) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    SortedMap<String, String> inputs = new TreeMap<>();
    if (params.hasProfile()) {
      Profile.check(params.profile(), acquisition);
      inputs.put("profile", params.profile().length() + " " + params.profile().lastModified());
    }
    List<String> reads = new ArrayList<>(Distortions.references(sample));
    acquisition.sections().forEach(s -> reads.add("ingest/" + Layout.sectionName(s)));
    List<Output> outputs = new ArrayList<>();
    for (int channel = 1; channel <= acquisition.channels(); channel++) {
      outputs.add(
          new Output(
              Layout.channelName(channel),
              0,
              reads,
              inputs,
              List.of(Layout.flatfieldQuality(channel).path())));
    }
    return outputs;
  }

  /** The arrays are shared by all channels: they stay if they fit, and a channel is one chunk. */
  @Override
  public void begin(FlatfieldParams params, List<Output> stale, Sample sample, Progress progress) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    for (FlatfieldPart part : FlatfieldPart.values()) {
      ArraySpec spec =
          ArraySpec.image(
              new long[] {
                acquisition.channels(), acquisition.tileHeightPx(), acquisition.tileWidthPx()
              },
              new int[] {1, acquisition.tileHeightPx(), acquisition.tileWidthPx()},
              Layout.flatfield(part).type());
      boolean fits =
          ZarrArray.exists(sample.store(), Layout.flatfield(part).path())
              && sample.array(Layout.flatfield(part)).spec().equals(spec);
      if (!fits) {
        sample.create(Layout.flatfield(part), spec);
      }
    }
  }

  @Override
  public List<ChannelUnit> plan(FlatfieldParams params, Output output, int phase, Sample sample) {
    return List.of(new ChannelUnit(Integer.parseInt(output.name().substring(1))));
  }

  @Override
  public FlatfieldDocument process(
      FlatfieldParams params, ChannelUnit unit, Sample sample, Progress progress) {
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    ChannelEstimate channel = new ChannelEstimate(sample, params, acquisition, unit.channel());
    ChannelEstimate.Result result =
        params.hasProfile()
            ? channel.judge(
                Profile.read(params.profile(), unit.channel(), Math.max(0, params.darkLevel())),
                progress)
            : channel.run(progress);
    if (!result.document().estimated()) {
      refuseOrWarn(params, result.document(), progress);
    }
    Flatfield flatfield = result.flatfield();
    write(sample, FlatfieldPart.GAIN, unit.channel(), flatfield.gain());
    write(sample, FlatfieldPart.DARK, unit.channel(), flatfield.dark());
    write(sample, FlatfieldPart.MASK, unit.channel(), flatfield.mask());
    return result.document();
  }

  @Override
  public long memoryBytes(FlatfieldParams params, ChannelUnit unit) {
    return 200L << 20;
  }

  @Override
  public void finish(
      FlatfieldParams params, Output output, List<FlatfieldDocument> results, Sample sample) {
    FlatfieldDocument document = results.get(0);
    sample.write(Layout.flatfieldQuality(document.channel()), document);
  }

  @Override
  public Report report(FlatfieldParams params, List<Output> outputs, Sample sample) {
    return FlatfieldReport.of(outputs.size(), sample);
  }

  private static void write(Sample sample, FlatfieldPart part, int channel, float[] values) {
    sample.array(Layout.flatfield(part)).writeChunk(values, channel - 1, 0, 0);
  }

  private static void refuseOrWarn(
      FlatfieldParams params, FlatfieldDocument document, Progress progress) {
    String message = "channel " + document.channel() + ": " + document.reason();
    if (params.requireEstimate()) {
      throw new InputException(
          message + "; give --profile, or leave out --require-estimate to go on uncorrected");
    }
    progress.warn(message + "; it stays uncorrected");
  }
}
