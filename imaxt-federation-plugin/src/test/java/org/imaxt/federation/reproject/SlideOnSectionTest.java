package org.imaxt.federation.reproject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.imglib2.parallel.TaskExecutors;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.frames.TestBlock;
import org.imaxt.core.model.Modality;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.PlaneMap;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.SlideBead;
import org.imaxt.core.phantom.SlideParams;
import org.imaxt.core.phantom.SlidePhantom;
import org.imaxt.core.phantom.SlideTruth;
import org.imaxt.core.phantom.SpecimenParams;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.tiff.TiffReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slides of a phantom, through the whole import, on the section that the truth names. */
@Tag("slow")
class SlideOnSectionTest {

  private static final double PIXEL_UM = 2.8;
  private static final int BEAD_CHANNEL = 1;

  /** The warp's waves are 1500 µm and longer; it is known every 100 µm. */
  private static final double POINT_TOL_UM = 0.05;

  /**
   * What sampling may add to a centroid of some hundred noisy pixels: under a twentieth of a pixel.
   * Haze and the block's border move both centroids alike.
   */
  private static final double CENTROID_TOL_UM = 0.14;

  /** How far haze and border may move a centroid. */
  private static final double HAZE_TOL_UM = 1.5;

  @TempDir Path folder;
  private Path sample;
  private SlideTruth slide;

  @BeforeEach
  void make() throws IOException {
    PhantomParams params =
        PhantomParams.small()
            .withSeed(31)
            .withSpecimen(SpecimenParams.defaults().withTissue(0, 0).withBeadsPerMm3(120))
            .withSlides(SlideParams.none().withSections(List.of(2)));
    Path block = Files.createDirectory(folder.resolve("block"));
    PhantomTruth truth =
        SlidePhantom.write(
            params, block, TaskExecutors.singleThreaded(), (ProgressListener) (d, n) -> {});
    slide = truth.slides().get(0);
    sample = folder.resolve("s.zarr");
    Runs.run(sample, "slides", "input", block.resolve(SlidePhantom.FOLDER));
    try (Sample open = Sample.openForWriting(sample)) {
      double x = min(slide.beads().stream().map(SlideBead::mosaicXUm).toList());
      double y = min(slide.beads().stream().map(SlideBead::mosaicYUm).toList());
      TestBlock.acquire(open, new Canvas(x - 100, y - 100, 500, 500), PIXEL_UM, 2);
      TestBlock.federate(
          open,
          List.of(
              TestBlock.scan(
                  slide.name(),
                  Modality.SLIDES,
                  Status.MATCHED,
                  2,
                  "",
                  List.of(TestBlock.transform(affine(), 0.1, bend())),
                  List.of())));
    }
  }

  private static double min(List<Double> of) {
    return of.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private Affine affine() {
    PlaneMap m = slide.toMosaic();
    return new Affine(m.a(), m.b(), m.tx(), m.c(), m.d(), m.ty());
  }

  private List<List<Double>> bend() {
    List<List<Double>> bend = new ArrayList<>();
    for (double x = 0; x <= slide.widthPx() * slide.pixelSizeUm(); x += 100) {
      for (double y = 0; y <= slide.heightPx() * slide.pixelSizeUm(); y += 100) {
        double[] w = slide.toMosaic().warpAt(x, y);
        bend.add(List.of(x, y, w[0], w[1]));
      }
    }
    return bend;
  }

  @Test
  void beadsOfTheTableLieWhereTheBlockHasThem() throws IOException {
    StringBuilder table = new StringBuilder("bead,x_um,y_um\n");
    for (SlideBead b : slide.beads()) {
      table.append(String.format(Locale.ROOT, "%d,%.6f,%.6f%n", b.bead(), b.xUm(), b.yUm()));
    }
    Path in = Files.writeString(folder.resolve("in.csv"), table);
    Path out = folder.resolve("out.csv");
    Object[] how = {"from", slide.name(), "to", "S002", "what", "points", "points", in, "out", out};
    Runs.run(sample, "reproject", how);
    List<String> rows = Files.readAllLines(out);
    assertEquals(slide.beads().size() + 1, rows.size());
    for (int i = 0; i < slide.beads().size(); i++) {
      String[] fields = rows.get(i + 1).split(",");
      SlideBead b = slide.beads().get(i);
      assertEquals(b.mosaicXUm(), Double.parseDouble(fields[3]), POINT_TOL_UM, "x of " + b);
      assertEquals(b.mosaicYUm(), Double.parseDouble(fields[4]), POINT_TOL_UM, "y of " + b);
    }
  }

  @Test
  void beadsOfTheImageLieWhereTheBlockHasThem() throws IOException {
    Path out = folder.resolve("out.ome.tif");
    Runs.run(sample, "reproject", "from", slide.name(), "to", "S002", "out", out);
    Canvas canvas;
    try (Sample open = Sample.open(sample)) {
      canvas = open.read(Layout.acquisition()).canvas();
    }
    Seen there = seen(out, canvas, PIXEL_UM);
    Seen here =
        seen(
            folder.resolve("block").resolve(SlidePhantom.FOLDER).resolve(slide.file()),
            new Canvas(0, 0, slide.widthPx(), slide.heightPx()),
            slide.pixelSizeUm());
    int measured = 0;
    for (SlideBead b : slide.beads()) {
      double[] at = there.centroid(b.mosaicXUm(), b.mosaicYUm(), b.radiusUm());
      double[] on = here.centroid(b.xUm(), b.yUm(), b.radiusUm());
      if (isAlone(b) && at.length > 0 && on.length > 0) {
        double[] expected = slide.toMosaic().apply(on[0], on[1]);
        assertEquals(expected[0], at[0], CENTROID_TOL_UM, "x of " + b);
        assertEquals(expected[1], at[1], CENTROID_TOL_UM, "y of " + b);
        assertEquals(b.mosaicXUm(), at[0], HAZE_TOL_UM, "x of " + b);
        assertEquals(b.mosaicYUm(), at[1], HAZE_TOL_UM, "y of " + b);
        measured++;
      }
    }
    assertTrue(measured >= 3, "only " + measured + " beads could be measured");
  }

  private static Seen seen(Path file, Canvas canvas, double pixelUm) throws IOException {
    try (TiffReader reader = TiffReader.open(file)) {
      Object plane = reader.readPlane(reader.pages().get(BEAD_CHANNEL));
      float[] pixels = new float[canvas.widthPx() * canvas.heightPx()];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = plane instanceof float[] floats ? floats[i] : ((short[]) plane)[i] & 0xffff;
      }
      return new Seen(pixels, canvas, pixelUm);
    }
  }

  private boolean isAlone(SlideBead b) {
    double reach = 2.2 * b.radiusUm();
    return b.radiusUm() > 20
        && !b.damaged()
        && slide.beads().stream()
            .allMatch(
                o ->
                    o == b
                        || Math.hypot(o.xUm() - b.xUm(), o.yUm() - b.yUm())
                            > reach + 1.2 * o.radiusUm());
  }

  /** An image and where its pixels lie. */
  private record Seen(float[] pixels, Canvas canvas, double pixelUm) {

    /** Mean place of the light above that of a ring around it; nothing where pixels are unknown. */
    double[] centroid(double beadX, double beadY, double radius) {
      double inner = 1.3 * radius;
      double outer = 1.8 * radius;
      double around = 0;
      int ring = 0;
      double[] sums = new double[3];
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < pixels.length; i++) {
          double x = canvas.xUm() + (i % canvas.widthPx() + 0.5) * pixelUm;
          double y = canvas.yUm() + (i / canvas.widthPx() + 0.5) * pixelUm;
          double r = Math.hypot(x - beadX, y - beadY);
          if (r < outer && Float.isNaN(pixels[i])) {
            return new double[0];
          }
          if (pass == 0 && r >= inner && r < outer) {
            around += pixels[i];
            ring++;
          } else if (pass == 1 && r < inner) {
            double light = pixels[i] - around / ring;
            sums[0] += light * x;
            sums[1] += light * y;
            sums[2] += light;
          }
        }
      }
      double edge = Math.PI * (outer * outer - inner * inner) / (pixelUm * pixelUm);
      return ring < 0.95 * edge
          ? new double[0]
          : new double[] {sums[0] / sums[2], sums[1] / sums[2]};
    }
  }
}
