package org.imaxt.imc.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.imaxt.core.algo.segment.Box;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.PyramidSpec;
import org.imaxt.core.tiff.PyramidTiffWriter;
import org.imaxt.core.tiff.TiffRegion;
import org.imaxt.imc.probability.PixelClassifier;
import org.imaxt.imc.probability.ProbabilitySource;
import org.imaxt.imc.probability.Stains;

/** Finds nuclei, and cells where something shows them, in plain image files. */
@StageInfo(
    id = "segment",
    menu = "Plugins>IMAXT>Segment Image...",
    summary = "Finds the nuclei of an image file, or of all images in a folder.",
    sample = StageInfo.SampleUse.NONE)
public final class SegmentImageJob implements Job<SegmentImageParams> {

  private static final int TILE_PX = 512;
  private static final int ZLIB_LEVEL = 1;
  private static final String CELLS = "_cells";

  /** What tells cytoplasm without a stain of its own. */
  private static final Set<ProbabilityChoice> SHOWS_CELLS =
      EnumSet.of(ProbabilityChoice.MAP, ProbabilityChoice.CLASSIFIER);

  /** A job. */
  public SegmentImageJob() {}

  @Override
  public SegmentImageParams defaults() {
    return SegmentImageParams.defaults();
  }

  @Override
  public Report run(SegmentImageParams params, JobContext context) {
    boolean folder = Files.isDirectory(params.image().toPath());
    List<Path> images = ImageFile.list(params.image().toPath());
    check(params, images);
    Path out = params.out().toPath().toAbsolutePath();
    OutputFile.folder(folder ? out.resolve("x") : out);
    context.progress().total(images.size());
    Supplier<PixelClassifier> classifier = classifier(params, images);
    List<List<String>> rows = new ArrayList<>();
    long nuclei = 0;
    for (Path image : images) {
      Path to = folder ? out.resolve(ImageFile.stem(image) + ".tiff") : out;
      try (ImageFile file = ImageFile.open(image)) {
        SegmentCounts counts = segment(params, file, to, classifier, context);
        nuclei += counts.nuclei();
        rows.add(
            List.of(
                image.getFileName().toString(),
                "%s x %s".formatted(file.width(), file.height()),
                Numbers.shown(file.pixelUm(params.pixelSize())),
                Long.toString(counts.nuclei()),
                Numbers.shown(counts.nucleusThreshold())));
      }
      context.progress().advance(1);
    }
    return Report.titled("Found %s nuclei in %s images".formatted(nuclei, images.size()))
        .number("nuclei", nuclei, "")
        .paragraph("Labels were written to %s.", out)
        .table("images", List.of("image", "size (px)", "pixel (µm)", "nuclei", "threshold"), rows);
  }

  /** Refuses all that is wrong at once, before anything is written. */
  private static void check(SegmentImageParams params, List<Path> images) {
    Sources sources = new Sources(params.settings());
    List<String> problems = new ArrayList<>();
    for (Path image : images) {
      try (ImageFile file = ImageFile.open(image)) {
        sources.key(ImageFile.stem(image), file.width(), file.height());
        sources.check(ImageFile.stem(image), file.stains(params.settings(), params.pixelSize()));
      } catch (InputException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(String.join("\n", problems));
    }
  }

  private static Supplier<PixelClassifier> classifier(
      SegmentImageParams params, List<Path> images) {
    if (params.settings().probabilities() != ProbabilityChoice.CLASSIFIER) {
      return () -> {
        throw new IllegalStateException("no classifier was asked for");
      };
    }
    List<ImageFile> open = new ArrayList<>();
    try {
      PixelClassifier learnt =
          new Sources(params.settings())
              .learn(
                  images.stream().map(ImageFile::stem).toList(),
                  stem -> {
                    Path image =
                        images.stream()
                            .filter(i -> ImageFile.stem(i).equals(stem))
                            .findFirst()
                            .orElseThrow();
                    open.add(ImageFile.open(image));
                    return open.get(open.size() - 1).stains(params.settings(), params.pixelSize());
                  });
      return () -> learnt;
    } finally {
      open.forEach(ImageFile::close);
    }
  }

  private static SegmentCounts segment(
      SegmentImageParams params,
      ImageFile image,
      Path out,
      Supplier<PixelClassifier> classifier,
      JobContext context) {
    Stains stains = image.stains(params.settings(), params.pixelSize());
    int width = stains.width();
    int height = stains.height();
    Segmenter segmenter =
        new Segmenter(
            params.settings(), stains.pixelSizeUm(), context.executor(), context.progress());
    try (Scratch scratch = Scratch.of(width, height, out.getParent());
        ProbabilitySource source =
            new Sources(params.settings())
                .open(
                    ImageFile.stem(image.path()),
                    stains,
                    classifier,
                    context.executor().getParallelism())) {
      StoredLabels nuclei = scratch.labels("nuclei", width, height);
      StoredLabels cells = scratch.labels("cells", width, height);
      SegmentCounts counts =
          segmenter.run(
              source, scratch.probabilities(width, height, stains.pixelSizeUm()), nuclei, cells);
      write(nuclei, out, stains.pixelSizeUm());
      if (stains.cytoplasm().isPresent()
          || SHOWS_CELLS.contains(params.settings().probabilities())) {
        write(cells, OutputFile.suffixed(out, CELLS), stains.pixelSizeUm());
      }
      return counts;
    }
  }

  private static void write(StoredLabels labels, Path out, double pixelUm) {
    int width = labels.width();
    int height = labels.height();
    OmeMetadata ome =
        new OmeMetadata(
            ImageFile.stem(out),
            width,
            height,
            1,
            1,
            PixelType.UINT32,
            new OmeMetadata.Voxel(pixelUm, pixelUm, 0),
            List.of(new OmeChannel("labels", 0xffffff)),
            Map.of());
    PyramidSpec spec =
        new PyramidSpec(ome, List.of(new PyramidSpec.Size(width, height)), TILE_PX, ZLIB_LEVEL);
    try {
      PyramidTiffWriter.write(
          out,
          spec,
          (page, level, tileX, tileY) -> {
            TiffRegion r = spec.region(level, tileX, tileY);
            return labels.read(new Box(r.x(), r.y(), r.width(), r.height()));
          });
    } catch (IOException e) {
      throw new InputException("%s cannot be written: %s".formatted(out, e.getMessage()), e);
    }
  }
}
