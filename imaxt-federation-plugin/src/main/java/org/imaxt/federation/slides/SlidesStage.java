package org.imaxt.federation.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imaxt.core.model.Modality;
import org.imaxt.core.pyramid.PyramidGeometry;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanDocument.ScanChannel;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageInfo;

/** Brings slide scans into the sample, one OME image a slide. */
@StageInfo(
    id = SlidesStage.ID,
    menu = "Plugins>IMAXT>Import Slides...",
    summary = "Imports slide scans (OME-TIFF, TIFF, CZI) into a sample.",
    sample = StageInfo.SampleUse.CREATE,
    selects = Modality.SLIDES)
public final class SlidesStage implements Stage<SlidesParams, SlideUnit, SlideNote> {

  /** Name of the stage. */
  public static final String ID = "slides";

  /** Bytes a pixel of a superblock and channel: pixels, and sums where tiles are laid. */
  private static final long STITCHED_BYTES = 8;

  private static final long LAID_BYTES = 16;

  /** Channels that may come from the file at once: those of a colour page. */
  private static final long CHANNELS_AT_ONCE = 3;

  /** A stage. */
  public SlidesStage() {}

  @Override
  public SlidesParams defaults() {
    return SlidesParams.defaults();
  }

  @Override
  public int algorithmVersion() {
    return 2;
  }

  @Override
  public Footprint footprint(SlidesParams params) {
    return new Footprint(List.of(), List.of(), List.of(ScanLayout.SLIDES));
  }

  @Override
  public void check(SlidesParams params) {
    check(params, Selection.ALL);
  }

  @Override
  public void check(SlidesParams params, Selection selection) {
    selection.scans(Modality.SLIDES, SlideCatalogue.of(params).names());
  }

  @Override
  public List<Output> outputs(SlidesParams params, Selection selection, Sample sample) {
    SlideCatalogue catalogue = SlideCatalogue.of(params);
    List<String> names = selection.scans(Modality.SLIDES, catalogue.names());
    List<Output> outputs = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    for (String name : names) {
      if (catalogue.entry(name).slide().isPresent()) {
        outputs.add(output(name, catalogue.entry(name), ""));
      } else {
        damaged.add(name);
      }
    }
    // last, so that the others are complete when the run ends with an error
    String all =
        damaged.stream().map(n -> catalogue.entry(n).damage()).collect(Collectors.joining("\n"));
    damaged.forEach(name -> outputs.add(output(name, catalogue.entry(name), all)));
    return outputs;
  }

  /** The image replaces its own levels, so that labels made on it stay. */
  private static Output output(String name, SlideCatalogue.Entry entry, String damage) {
    Map<String, String> inputs =
        Map.of(
            "file", entry.file().toString(),
            "state", SlideFiles.state(entry.file()),
            "damage", damage);
    return new Output(name, 0, List.of(), new TreeMap<>(inputs), List.of());
  }

  @Override
  public List<String> obsolete(SlidesParams params, Sample sample) {
    if (!params.remove()) {
      return List.of();
    }
    List<String> obsolete = new ArrayList<>(new Receipts(sample).complete(ID));
    obsolete.removeAll(SlideCatalogue.of(params).names());
    return obsolete;
  }

  @Override
  public void remove(SlidesParams params, String output, Sample sample) {
    sample.store().deleteTree(ScanLayout.scanFolder(Modality.SLIDES, output));
  }

  @Override
  public void prepare(SlidesParams params, Output output, Sample sample) {
    if (!isDamaged(output)) {
      Slide slide = slide(output.name(), output.inputs().get("file"), params);
      SlideImages.create(slide, PixelSizes.of(slide, params), sample);
    }
  }

  /** Flat fields first, then the levels. */
  @Override
  public int phases() {
    return 1 + PyramidGeometry.PHASES;
  }

  @Override
  public List<SlideUnit> plan(SlidesParams params, Output output, int phase, Sample sample) {
    String file = output.inputs().get("file");
    List<SlideUnit> units = new ArrayList<>();
    if (isDamaged(output)) {
      return units;
    }
    Slide slide = slide(output.name(), file, params);
    if (phase == 0 && slide.source().equals(HandedOver.SOURCE)) {
      units.add(new SlideUnit(slide.name(), file, SlideUnit.Kind.HAND_OVER, 0, 0, 0, 0));
    }
    for (int group : slide.groups()) {
      if (phase > 0) {
        blocks(slide, group, phase - 1, units);
      } else if (slide.source().equals(CziSlides.SOURCE) && params.flatfield()) {
        units.add(new SlideUnit(slide.name(), file, SlideUnit.Kind.FLATFIELD, group, 0, 0, 0));
      }
    }
    return units;
  }

  private static void blocks(Slide slide, int group, int phase, List<SlideUnit> units) {
    PyramidGeometry geometry = slide.geometry();
    int level = phase * PyramidGeometry.LEVELS_PER_BLOCK;
    if (!geometry.hasPhase(phase)) {
      return;
    }
    for (int row = 0; row < geometry.rows(level); row++) {
      for (int column = 0; column < geometry.columns(level); column++) {
        units.add(
            new SlideUnit(
                slide.name(),
                slide.file().toString(),
                SlideUnit.Kind.BLOCK,
                group,
                level,
                column,
                row));
      }
    }
  }

  @Override
  public SlideNote process(SlidesParams params, SlideUnit unit, Sample sample, Progress progress) {
    Slide slide = slide(unit.slide(), unit.file(), params);
    if (unit.kind() == SlideUnit.Kind.BLOCK) {
      SlideImages.write(slide, params, unit, sample, progress);
      return SlideNote.NONE;
    }
    if (unit.kind() == SlideUnit.Kind.HAND_OVER) {
      return handOver(slide, progress);
    }
    List<String> notes = new ArrayList<>();
    for (Slide.SlideChannel channel : slide.channels()) {
      if (channel.group() == unit.group()) {
        SlideFlatfields.Illumination light =
            SlideFlatfields.of(sample, slide.file(), channel.group(), channel.sample(), progress);
        notes.add(channel.name() + ": " + light.note());
        if (light.flatfield().isEmpty()) {
          progress.warn(
              "%s: tiles of channel %s are laid without flat field, %s"
                  .formatted(slide.name(), channel.name(), light.note()));
        }
      }
    }
    return new SlideNote("flat field " + (unit.group() + 1), String.join("; ", notes));
  }

  private static SlideNote handOver(Slide slide, Progress progress) {
    try {
      HandedOver.convert(CziSlides.whole(slide), CziSlides.turn(slide), progress);
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
    String why = "none: Bio-Formats, which alone unpacks this file, lays its tiles as they are";
    progress.warn("%s: flat field: %s".formatted(slide.name(), why));
    return new SlideNote("flat field 1", "all channels: " + why);
  }

  /** Pixels of a group's channels at once, and what their tiles are summed in. */
  @Override
  public long memoryBytes(SlidesParams params, SlideUnit unit) {
    if (unit.kind() == SlideUnit.Kind.HAND_OVER) {
      Slide slide = slide(unit.slide(), unit.file(), params);
      return 2L * Float.BYTES * slide.widthPx() * slide.heightPx();
    }
    long pixels = (long) PyramidGeometry.SUPERBLOCK * PyramidGeometry.SUPERBLOCK;
    boolean laid = unit.file().toLowerCase(java.util.Locale.ROOT).endsWith(".czi");
    return unit.level() > 0
        ? pixels * Float.BYTES
        : pixels * (laid ? LAID_BYTES : STITCHED_BYTES) + CHANNELS_AT_ONCE * pixels;
  }

  /** Ends the run with an error at the first of the damaged slides, which come last. */
  @Override
  public void finish(SlidesParams params, Output output, List<SlideNote> results, Sample sample) {
    if (isDamaged(output)) {
      throw new InputException(
          output.inputs().get("damage")
              + "\nwhole slides were imported; put sound files in place of these, or take them out");
    }
    Slide slide = slide(output.name(), output.inputs().get("file"), params);
    SlideImages.show(slide, sample);
    Map<String, String> metadata = new TreeMap<>(slide.metadata());
    results.stream()
        .filter(note -> !note.subject().isEmpty())
        .forEach(note -> metadata.put(note.subject(), note.text()));
    slide.pixelXUm().ifPresent(um -> metadata.put("stated pixel size µm", um.toString()));
    metadata.put("pixel size from", params.pixelSize() > 0 ? "--pixel-size" : "file");
    sample.write(
        ScanLayout.scan(Modality.SLIDES, slide.name()),
        new ScanDocument(
            slide.name(),
            slide.source(),
            slide.file().getFileName().toString(),
            PixelSizes.of(slide, params),
            slide.widthPx(),
            slide.heightPx(),
            slide.channels().stream().map(c -> new ScanChannel(c.name(), c.name())).toList(),
            "",
            List.of(),
            metadata));
    if (slide.source().equals(HandedOver.SOURCE)) {
      HandedOver.discard(slide);
    }
  }

  @Override
  public Report report(SlidesParams params, List<Output> outputs, Sample sample) {
    return SlidesReport.of(outputs, sample);
  }

  private static boolean isDamaged(Output output) {
    return !output.inputs().get("damage").isEmpty();
  }

  /** A slide of a file, which may have been damaged since it was looked at. */
  private static Slide slide(String name, String file, SlidesParams params) {
    Map<String, SlideCatalogue.Entry> found = SlideCatalogue.describe(Path.of(file), params);
    SlideCatalogue.Entry entry = found.get(name);
    if (entry == null || entry.slide().isEmpty()) {
      throw new InputException(
          found.values().stream()
              .map(SlideCatalogue.Entry::damage)
              .filter(d -> !d.isEmpty())
              .findFirst()
              .orElse(file + " holds no slide '" + name + "' any more"));
    }
    return entry.slide().get();
  }
}
