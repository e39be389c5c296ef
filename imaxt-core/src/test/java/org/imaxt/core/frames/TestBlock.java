package org.imaxt.core.frames;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.model.Modality;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.ImageLabel;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.pyramid.LevelBlock;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.FederationDocument.Transform;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.RegistrationDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.Table;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/**
 * A small registered and federated block, all of whose images show one slope: three sections (the
 * fourth is missing), slide {@code a} on section 2 with region {@code r}, an orphan {@code b}, a
 * refused {@code c}.
 */
public final class TestBlock {

  /** The canvas of the sections. */
  public static final Canvas CANVAS = new Canvas(-50, 30, 300, 260);

  /** Edge of a pixel of the mosaics, µm. */
  public static final double MOSAIC_UM = 2;

  /** Edge of a pixel of the slides, µm. */
  public static final double SLIDE_UM = 1.5;

  /** Where slide {@code a} lies on section 2. */
  public static final Affine SLIDE_TO_SECTION =
      Affine.translation(-350, -300)
          .then(Affine.flipX())
          .then(Affine.similarity(0.3, 1.01))
          .then(Affine.translation(250, 290));

  /** Where region {@code r} lies on slide {@code a}. */
  public static final Affine ROI_TO_SLIDE =
      Affine.similarity(0.05, 0.99).then(Affine.translation(280, 220));

  /** Shifts of the sections. */
  static final double[][] SHIFTS = {{0, 0}, {5, -3}, {7, 2}};

  private static final int LEVELS = 3;
  private static final int CHUNK = 512;

  private TestBlock() {}

  /** What the images show at a place of the mosaic frame. */
  public static double slope(double xUm, double yUm) {
    return 5000 + 4 * xUm - 3 * yUm;
  }

  /** Makes the sample; the caller closes it. */
  public static Sample make(Path path) {
    Sample sample = Sample.openOrCreate(path, ZarrVersion.V2);
    acquire(sample, CANVAS, MOSAIC_UM, 3);
    for (int section = 1; section <= 3; section++) {
      String name = Layout.sectionName(section);
      OmeImage mosaic =
          image(
              sample,
              Layout.mosaic(section),
              new double[] {CANVAS.xUm() + 1, CANVAS.yUm() + 1, MOSAIC_UM},
              new int[] {CANVAS.widthPx(), CANVAS.heightPx(), 1},
              1,
              TestBlock::slope);
      labels(mosaic, "beads");
      receipt(sample, "fuse", name, Map.of());
    }
    register(sample);
    scan(sample, Modality.SLIDES, "a", new int[] {467, 400}, SLIDE_UM, SLIDE_TO_SECTION);
    scan(sample, Modality.SLIDES, "b", new int[] {50, 40}, SLIDE_UM, Affine.IDENTITY);
    scan(sample, Modality.SLIDES, "c", new int[] {50, 40}, SLIDE_UM, Affine.IDENTITY);
    scan(sample, Modality.IMC, "r", new int[] {120, 100}, 1, ROI_TO_SLIDE.then(SLIDE_TO_SECTION));
    federate(sample, scans());
    return sample;
  }

  /** What cube would leave: a plane for each section, their slope where section 1 has it. */
  public static void cube(Sample sample) {
    image(
        sample,
        Layout.CUBE,
        new double[] {CANVAS.xUm() + 2, CANVAS.yUm() + 2, 4},
        new int[] {150, 130, 3},
        1,
        TestBlock::slope);
    receipt(sample, "cube", "cube", Map.of());
  }

  /** What the federation says of the block. */
  public static List<Scan> scans() {
    Transform slide = transform(SLIDE_TO_SECTION, 0.4, List.of());
    return List.of(
        scan("a", Modality.SLIDES, Status.MATCHED, 2, "", List.of(slide), List.of()),
        scan(
            "b",
            Modality.SLIDES,
            Status.ORPHAN,
            0,
            "above the first section",
            List.of(),
            List.of()),
        scan("c", Modality.SLIDES, Status.REFUSED, 0, "it shows no beads", List.of(), List.of()),
        scan(
            "r",
            Modality.IMC,
            Status.MATCHED,
            2,
            "",
            List.of(transform(ROI_TO_SLIDE.then(SLIDE_TO_SECTION), 2, List.of())),
            List.of(transform(ROI_TO_SLIDE, 0.7, List.of()))));
  }

  /** Writes the document and its receipt. */
  public static void federate(Sample sample, List<Scan> scans) {
    sample.write(Layout.federation(), new FederationDocument(2, 0.5, scans));
    receipt(sample, "federate", "federation", Map.of());
  }

  /** An entry; regions lie on slide {@code a}. */
  public static Scan scan(
      String name,
      Modality modality,
      Status status,
      int section,
      String reason,
      List<Transform> toSection,
      List<Transform> toSlide) {
    return new Scan(
        name,
        modality,
        status,
        section,
        modality == Modality.IMC ? "a" : "",
        reason,
        toSection,
        toSlide,
        Map.of("2", 0.75, "orphan", 0.25),
        List.of(),
        List.of(),
        "");
  }

  /** A transform whose shift has a standard error along either axis, and no other error. */
  public static Transform transform(Affine a, double sigmaUm, List<List<Double>> bend) {
    List<Double> covariance = new ArrayList<>(Collections.nCopies(36, 0.0));
    covariance.set(2 * 6 + 2, sigmaUm * sigmaUm);
    covariance.set(5 * 6 + 5, sigmaUm * sigmaUm);
    return new Transform(
        List.of(a.a(), a.b(), a.txUm(), a.c(), a.d(), a.tyUm()),
        covariance,
        "affine",
        sigmaUm,
        Math.sqrt(2) * sigmaUm,
        sigmaUm,
        2 * sigmaUm,
        17,
        List.of(0.5, 0.7),
        bend);
  }

  /** What ingest would leave. */
  public static void acquire(Sample sample, Canvas canvas, double pixelUm, int sections) {
    List<Integer> numbers = new ArrayList<>();
    for (int s = 1; s <= sections; s++) {
      numbers.add(s);
    }
    sample.write(
        Layout.acquisition(),
        new AcquisitionDocument(
            "block",
            "grid",
            AcquisitionDocument.StageKind.NOMINAL,
            pixelUm,
            100,
            100,
            1,
            1,
            15,
            15,
            30,
            "",
            Orientation.IDENTITY,
            false,
            0,
            canvas,
            numbers,
            List.of(sections + 1),
            Map.of()));
  }

  private static void register(Sample sample) {
    sample.write(
        Layout.registration(), new RegistrationDocument(10, 0, 0.1, 15, 1, 1, 100, 100, List.of()));
    sample.write(
        Layout.sectionTransforms(),
        Table.ofRows(3)
            .with("section", new int[] {1, 2, 3})
            .with("dx_um", new double[] {SHIFTS[0][0], SHIFTS[1][0], SHIFTS[2][0]})
            .with("dy_um", new double[] {SHIFTS[0][1], SHIFTS[1][1], SHIFTS[2][1]})
            .with("dx_sigma_um", new double[] {0, 0.3, 0.3})
            .with("dy_sigma_um", new double[] {0, 0.3, 0.3})
            .with("beads", new int[] {9, 9, 9})
            .with("source", new String[] {"beads", "beads", "beads"})
            .with("rotation_rad", new double[3]));
    receipt(sample, "register", "sections", Map.of());
  }

  private static void scan(
      Sample sample, Modality modality, String name, int[] size, double um, Affine toSection) {
    image(
        sample,
        ScanLayout.scanImage(modality, name),
        new double[] {um / 2, um / 2, um},
        new int[] {size[0], size[1], 1},
        2,
        (x, y) -> slope(toSection.x(x, y), toSection.y(x, y)));
    sample.write(
        ScanLayout.scan(modality, name),
        new ScanDocument(
            name, "tiff", name + ".tif", um, size[0], size[1], List.of(), "", List.of(), Map.of()));
    receipt(sample, modality == Modality.SLIDES ? "slides" : "imc-import", name, Map.of());
  }

  /**
   * An image of {@code value} times the channel's number, in every plane; origin x, y and pixel.
   */
  public static OmeImage image(
      Sample sample,
      String path,
      double[] origin,
      int[] size,
      int channels,
      DoubleBinaryOperator value) {
    List<Channel> named = new ArrayList<>();
    for (int c = 1; c <= channels; c++) {
      named.add(new Channel("stain " + c, "FFFFFF", true, 0, 65535, 0, 65535));
    }
    OmeDocument document =
        OmeDocument.image(
            Multiscale.averages(
                path,
                new double[] {15, origin[2], origin[2]},
                new double[] {30, origin[1], origin[0]},
                factors()),
            named);
    OmeImage image =
        OmeImage.create(
            ZarrGroup.create(sample.store(), path, sample.version()),
            document,
            arrays(size, channels, DataType.UINT16));
    new ImageScale(1, 0).write(image, "intensity (ADU)");
    for (int level = 0; level < LEVELS; level++) {
      int w = side(size[0], level);
      int h = side(size[1], level);
      double p = origin[2] * (1 << level);
      for (int c = 1; c <= channels; c++) {
        for (int plane = 1; plane <= size[2]; plane++) {
          short[] pixels = new short[w * h];
          for (int i = 0; i < pixels.length; i++) {
            double x = origin[0] - origin[2] / 2 + (i % w + 0.5) * p;
            double y = origin[1] - origin[2] / 2 + (i / w + 0.5) * p;
            pixels[i] = (short) Math.round(c * value.applyAsDouble(x, y) + 1000 * (plane - 1));
          }
          new LevelBlock(0, 0, w, pixels).write(image.levels().get(level), c, plane);
        }
      }
    }
    return image;
  }

  /** Labels whose numbers are the columns of blocks of 20 px, from 70000. */
  private static void labels(OmeImage image, String name) {
    long[] shape = image.levels().get(0).spec().shape();
    int[] size = {(int) shape[4], (int) shape[3], 1};
    var finest = image.document().multiscale().levels().get(0);
    double[] scale = {15, finest.scale().get(3), finest.scale().get(4)};
    double[] origin = {30, finest.translation().get(3), finest.translation().get(4)};
    OmeImage labels =
        image.createLabels(
            name,
            OmeDocument.labels(
                Multiscale.labels(name, scale, origin, factors(), "nearest"),
                new ImageLabel(List.of())),
            arrays(size, 1, DataType.UINT32));
    for (int level = 0; level < LEVELS; level++) {
      int[] chunk = new int[CHUNK * CHUNK];
      for (int y = 0; y < side(size[1], level); y++) {
        for (int x = 0; x < side(size[0], level); x++) {
          chunk[y * CHUNK + x] = 70000 + (x << level) / 20;
        }
      }
      labels.levels().get(level).writeChunk(chunk, 0, 0, 0, 0, 0);
    }
  }

  private static int side(int size, int level) {
    return (size + (1 << level) - 1) >> level;
  }

  private static List<int[]> factors() {
    return List.of(new int[] {1, 1, 1}, new int[] {1, 2, 2}, new int[] {1, 4, 4});
  }

  private static List<ArraySpec> arrays(int[] size, int channels, DataType type) {
    List<ArraySpec> specs = new ArrayList<>();
    for (int level = 0; level < LEVELS; level++) {
      specs.add(
          ArraySpec.image(
              new long[] {1, channels, size[2], side(size[1], level), side(size[0], level)},
              new int[] {1, 1, 1, CHUNK, CHUNK},
              type));
    }
    return specs;
  }

  /** Marks an output as complete. */
  public static void receipt(
      Sample sample, String stage, String output, Map<String, String> reads) {
    new Receipts(sample)
        .write(new Receipt(stage, output, stage + output, 1, Map.of(), reads, Map.of(), Map.of()));
  }
}
