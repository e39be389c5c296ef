package org.imaxt.federation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.imaxt.core.model.Modality;
import org.imaxt.core.model.Orientation;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.RegistrationDocument;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.Table;
import org.imaxt.core.sample.TableKey;
import org.imaxt.core.zarr.ZarrVersion;

/** A registered block of spheres, as other plugins' stages would have left it, without images. */
final class SphereBlock {

  static final int SECTIONS = 4;

  private static final double STEP_UM = 15;
  private static final double LAYER_UM = 12;
  private static final double SIZE_UM = 3000;
  private static final int BEADS = 60;
  private static final double LEAST_RADIUS_UM = 9;
  private static final double SIGMA_UM = 0.2;

  private final double[][] spheres = new double[BEADS][];

  SphereBlock(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < BEADS; i++) {
      spheres[i] =
          new double[] {
            SIZE_UM * random.nextDouble(),
            SIZE_UM * random.nextDouble(),
            -40 + (STEP_UM * SECTIONS + 80) * random.nextDouble(),
            44 + 4 * random.nextGaussian()
          };
    }
  }

  /** Largest disc of a sphere between two depths; 0 if there is none. */
  private static double radius(double[] sphere, double top, double bottom) {
    double nearest = Math.max(top, Math.min(bottom, sphere[2])) - sphere[2];
    double squared = sphere[3] * sphere[3] - nearest * nearest;
    return squared <= 0 ? 0 : Math.sqrt(squared);
  }

  /** Writes all that the registration and what it needs would have. */
  void write(Path path) {
    try (Sample sample = Sample.openOrCreate(path, ZarrVersion.V2)) {
      sample.write(Layout.acquisition(), acquisition());
      List<double[]> rows = new ArrayList<>();
      List<int[]> owners = new ArrayList<>();
      for (int section = 1; section <= SECTIONS; section++) {
        double top = (section - 1) * STEP_UM;
        for (int bead = 0; bead < BEADS; bead++) {
          double r = radius(spheres[bead], top, top + LAYER_UM);
          if (r > LEAST_RADIUS_UM) {
            owners.add(new int[] {rows.size(), bead + 1});
            rows.add(new double[] {section, spheres[bead][0], spheres[bead][1], top, r});
          }
        }
      }
      sample.write(Layout.beads(), detections(rows));
      sample.write(Layout.registeredBeads(), registered());
      sample.write(Layout.beadRows(), owned(owners));
      sample.write(Layout.sectionTransforms(), sections());
      sample.write(
          Layout.registration(),
          new RegistrationDocument(rows.size(), 0, 0.1, LAYER_UM, 0.3, 1, 0, 0, List.of()));
      for (String stage : List.of("ingest", "stitch", "beads")) {
        complete(sample, stage, "S001");
      }
      complete(sample, "register", "sections");
    }
  }

  /** The beads that a slide of a section shows, turned by a quarter and mirrored. */
  void writeSlideBeads(Path path, Map<String, Integer> sectionOfSlide) {
    try (Sample sample = Sample.openForWriting(path)) {
      List<String> scans = new ArrayList<>();
      List<double[]> rows = new ArrayList<>();
      sectionOfSlide.forEach(
          (slide, section) -> {
            double top = (section - 1) * STEP_UM - (STEP_UM - LAYER_UM) / 2;
            for (double[] s : spheres) {
              double r = radius(s, top, top + STEP_UM);
              if (r > LEAST_RADIUS_UM) {
                scans.add(slide);
                rows.add(new double[] {0, s[1], s[0], 0, r});
              }
            }
            complete(sample, "beads", "slides/" + slide);
          });
      Table table = measured(Table.ofRows(rows.size()), rows);
      sample.write(
          ScanLayout.scanBeads(Modality.SLIDES),
          filled(
              ScanLayout.scanBeads(Modality.SLIDES),
              table.with("scan", scans.toArray(String[]::new))));
    }
  }

  private static Table measured(Table table, List<double[]> rows) {
    int n = rows.size();
    double[] sigma = IntStream.range(0, n).mapToDouble(i -> SIGMA_UM).toArray();
    boolean[] accepted = new boolean[n];
    Arrays.fill(accepted, true);
    return table
        .with("x_um", column(rows, 1))
        .with("y_um", column(rows, 2))
        .with("radius_um", column(rows, 4))
        .with("x_sigma_um", sigma)
        .with("y_sigma_um", sigma)
        .with("radius_sigma_um", sigma)
        .with("accepted", accepted);
  }

  private static double[] column(List<double[]> rows, int k) {
    return rows.stream().mapToDouble(r -> r[k]).toArray();
  }

  /** All columns of a table; those that do not matter hold nothing. */
  private static Table filled(TableKey key, Table known) {
    Table empty = Table.empty(key);
    Table out = Table.ofRows(known.rows());
    for (String name : empty.names()) {
      boolean has = known.names().contains(name);
      out =
          switch (empty.type(name)) {
            case INT -> out.with(name, has ? known.ints(name) : new int[known.rows()]);
            case LONG -> out.with(name, has ? known.longs(name) : new long[known.rows()]);
            case DOUBLE -> out.with(name, has ? known.doubles(name) : new double[known.rows()]);
            case BOOLEAN -> out.with(name, has ? known.booleans(name) : new boolean[known.rows()]);
            case TEXT -> out.with(name, has ? known.texts(name) : texts(known.rows()));
          };
    }
    return out;
  }

  private static String[] texts(int rows) {
    String[] texts = new String[rows];
    Arrays.fill(texts, "");
    return texts;
  }

  private static Table detections(List<double[]> rows) {
    int[] section = rows.stream().mapToInt(r -> (int) r[0]).toArray();
    Table table =
        measured(Table.ofRows(rows.size()), rows)
            .with("section", section)
            .with("z_um", column(rows, 3));
    return filled(Layout.beads(), table);
  }

  private static Table owned(List<int[]> owners) {
    return Table.ofRows(owners.size())
        .with("row", owners.stream().mapToInt(o -> o[0]).toArray())
        .with("bead", owners.stream().mapToInt(o -> o[1]).toArray());
  }

  private Table registered() {
    double[] sigma = IntStream.range(0, BEADS).mapToDouble(i -> SIGMA_UM).toArray();
    List<double[]> places = List.of(spheres);
    return filled(
        Layout.registeredBeads(),
        Table.ofRows(BEADS)
            .with("bead", IntStream.rangeClosed(1, BEADS).toArray())
            .with("x_um", column(places, 0))
            .with("y_um", column(places, 1))
            .with("x_sigma_um", sigma)
            .with("y_sigma_um", sigma));
  }

  private static Table sections() {
    String[] source = texts(SECTIONS);
    Arrays.fill(source, "beads");
    return filled(
        Layout.sectionTransforms(),
        Table.ofRows(SECTIONS)
            .with("section", IntStream.rangeClosed(1, SECTIONS).toArray())
            .with("source", source));
  }

  private static AcquisitionDocument acquisition() {
    return new AcquisitionDocument(
        "block",
        "tissuecyte-a",
        AcquisitionDocument.StageKind.MEASURED,
        10,
        300,
        300,
        1,
        1,
        STEP_UM,
        STEP_UM,
        0,
        "",
        Orientation.IDENTITY,
        false,
        0,
        new Canvas(0, 0, 300, 300),
        IntStream.rangeClosed(1, SECTIONS).boxed().toList(),
        List.of(),
        Map.of());
  }

  private static void complete(Sample sample, String stage, String output) {
    new Receipts(sample)
        .write(
            new Receipt(stage, output, stage + output, 1, Map.of(), Map.of(), Map.of(), Map.of()));
  }
}
