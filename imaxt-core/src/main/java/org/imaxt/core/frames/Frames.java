package org.imaxt.core.frames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.algo.federate.Field;
import org.imaxt.core.algo.federate.FittedTransform;
import org.imaxt.core.algo.federate.FrameGraph;
import org.imaxt.core.algo.federate.FramePath;
import org.imaxt.core.algo.federate.TransformModel;
import org.imaxt.core.algo.image.DisplacementField;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.FederationDocument;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.FederationDocument.Status;
import org.imaxt.core.sample.FederationDocument.Transform;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.sample.SectionTransforms;
import org.imaxt.core.sample.Table;
import org.imaxt.core.stage.InputException;

/**
 * The frames of a sample and the ways between them.
 *
 * <p>Frames are the mosaic frames of the sections, the cube frame where the sections are
 * registered, and those of slides and regions. Immutable.
 */
public final class Frames {

  /** Name of the cube frame. */
  public static final String CUBE = "cube";

  /** Output by which the receipt of the federation is found. */
  public static final String FEDERATION = "federate/federation";

  private final Map<String, Kind> kinds = new TreeMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private final Map<List<String>, FrameMap.Step> steps = new HashMap<>();
  private final Map<List<String>, FramePath> fitted = new HashMap<>();
  private FrameGraph graph = FrameGraph.empty();
  private double thicknessUm;
  private double imagingDepthUm;

  private Frames() {}

  /** What a frame belongs to. */
  public enum Kind {
    /** The mosaic of a section. */
    SECTION,
    /** The registered block. */
    CUBE,
    /** A slide scan. */
    SLIDE,
    /** A region measured by imaging mass cytometry. */
    ROI
  }

  /**
   * The frames of a sample.
   *
   * @param sample the sample
   * @return the frames, and the ways that the registration and the federation know
   * @throws org.imaxt.core.sample.SampleFormatException if one of them is out of date
   * @throws InputException if two frames have one name
   */
  public static Frames of(Sample sample) {
    Frames frames = new Frames();
    frames.addSections(sample);
    frames.addScans(sample, Modality.SLIDES, "slides", Kind.SLIDE);
    frames.addScans(sample, Modality.IMC, "imc-import", Kind.ROI);
    if (new Receipts(sample).find("federate", "federation").isPresent()) {
      new Receipts(sample).verified(FEDERATION);
      FederationDocument document = sample.read(Layout.federation());
      document.scans().forEach(scan -> frames.addTransforms(sample, scan));
    }
    return frames;
  }

  private void addSections(Sample sample) {
    if (!sample.exists(Layout.acquisition())) {
      return;
    }
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    thicknessUm = acquisition.sectionThicknessUm();
    imagingDepthUm = acquisition.imagingDepthUm();
    for (int section : acquisition.sections()) {
      kinds.put(Layout.sectionName(section), Kind.SECTION);
    }
    kinds.put(CUBE, Kind.CUBE);
    if (new Receipts(sample).find("register", "sections").isEmpty()) {
      reasons.put(CUBE, "the sections are not registered; run imaxt register");
      return;
    }
    new Receipts(sample).verified("register/sections");
    SectionTransforms transforms = SectionTransforms.of(sample);
    Table table = sample.read(Layout.sectionTransforms());
    double[] dx = table.doubles("dx_sigma_um");
    double[] dy = table.doubles("dy_sigma_um");
    int[] section = table.ints("section");
    for (int i = 0; i < section.length; i++) {
      if (kinds.containsKey(Layout.sectionName(section[i]))) {
        Affine affine = Affine.of(transforms.affine(section[i]));
        double sigma = Math.sqrt((dx[i] * dx[i] + dy[i] * dy[i]) / 2);
        String name = Layout.sectionName(section[i]);
        graph = graph.with(name, CUBE, affine, sigma);
        remember(name, CUBE, affine, List.of());
      }
    }
  }

  private void addScans(Sample sample, Modality modality, String stage, Kind kind) {
    for (String name : new Receipts(sample).complete(stage)) {
      if (sample.exists(ScanLayout.scan(modality, name))) {
        Kind other = kinds.put(name, kind);
        if (other != null) {
          throw new InputException(
              "'%s' is the name of two frames; rename the file of the %s and import it again"
                  .formatted(name, kind == Kind.SLIDE ? "slide" : "region"));
        }
        reasons.put(name, "it is not federated; run imaxt federate");
      }
    }
  }

  private void addTransforms(Sample sample, Scan scan) {
    if (!kinds.containsKey(scan.name())) {
      return; // removed since
    }
    reasons.remove(scan.name());
    if (scan.status() != Status.MATCHED) {
      String what = scan.status() == Status.ORPHAN ? "it is an orphan" : "it was refused";
      reasons.put(scan.name(), scan.reason().isEmpty() ? what : what + ": " + scan.reason());
    }
    scan.placed().ifPresent(t -> add(sample, scan, Layout.sectionName(scan.section()), t));
    if (kinds.containsKey(scan.slide())) {
      scan.toSlide().stream().findFirst().ifPresent(t -> add(sample, scan, scan.slide(), t));
    }
  }

  private void add(Sample sample, Scan scan, String to, Transform transform) {
    ScanDocument document = sample.read(ScanLayout.scan(scan.modality(), scan.name()));
    double p = document.pixelSizeUm();
    Field field = new Field(0, 0, p * document.widthPx(), p * document.heightPx());
    FittedTransform own = fitted(transform, field);
    graph = graph.with(scan.name(), to, own, field);
    FrameGraph alone = FrameGraph.empty().with(scan.name(), to, own, field);
    fitted.put(List.of(scan.name(), to), alone.path(scan.name(), to).orElseThrow());
    remember(scan.name(), to, own.affine(), transform.bend());
  }

  /** The covariance as a matrix, and the bend as what it leaves of the target error. */
  private static FittedTransform fitted(Transform transform, Field field) {
    double[][] covariance = new double[6][6];
    for (int i = 0; i < 36; i++) {
      covariance[i / 6][i % 6] = transform.covariance().get(i);
    }
    FittedTransform straight = fitted(transform, covariance, 0);
    double known = straight.targetError(field).rmsUm();
    double whole = transform.targetErrorUm();
    if (whole < known) { // a bend is followed
      for (double[] row : covariance) {
        Arrays.setAll(row, j -> row[j] * whole * whole / (known * known));
      }
    }
    double bend = Math.sqrt(Math.max(0, (whole * whole - known * known) / 2));
    return fitted(transform, covariance, bend);
  }

  private static FittedTransform fitted(Transform t, double[][] covariance, double bendUm) {
    return new FittedTransform(
        Affine.of(t.affine()),
        TransformModel.AFFINE,
        covariance,
        t.leaveOneOutUm(),
        t.sigmaUm(),
        bendUm,
        1);
  }

  private void remember(String from, String to, Affine affine, List<List<Double>> bend) {
    Optional<DisplacementField> field =
        bend.isEmpty()
            ? Optional.empty()
            : Optional.of(
                DisplacementField.through(
                    bend.stream()
                        .map(p -> p.stream().mapToDouble(Double::doubleValue).toArray())
                        .toList()));
    steps.put(List.of(from, to), new FrameMap.Step(affine, field, FrameMap.Way.FORTH));
    steps.put(List.of(to, from), new FrameMap.Step(affine, field, FrameMap.Way.BACK));
  }

  /**
   * Names of all frames, also of those to which no way leads.
   *
   * @return in ascending order
   */
  public Set<String> names() {
    return kinds.keySet();
  }

  /**
   * The ways between frames, without their bends.
   *
   * @return the graph
   */
  public FrameGraph graph() {
    return graph;
  }

  /**
   * What a frame belongs to.
   *
   * @param name name of a frame
   * @return its kind
   * @throws InputException listing the frames there are, if it is none
   */
  public Kind kind(String name) {
    Kind kind = kinds.get(name);
    if (kind == null) {
      throw new InputException(
          "there is no frame '%s'; there are %s"
              .formatted(name, kinds.isEmpty() ? "none" : list()));
    }
    return kind;
  }

  private String list() {
    return String.join(", ", kinds.keySet());
  }

  /**
   * The most certain way between two frames.
   *
   * @param from name of the source frame
   * @param to name of the target frame
   * @return the way as a map of points
   * @throws InputException if there is no such frame, or no way, with the reason
   */
  public FrameMap map(String from, String to) {
    return find(from, to).orElseThrow(() -> new InputException(noWay(from, to)));
  }

  /**
   * The most certain way between two frames, if there is one.
   *
   * @param from name of the source frame
   * @param to name of the target frame
   * @return the way as a map of points
   * @throws InputException if there is no such frame
   */
  public Optional<FrameMap> find(String from, String to) {
    kind(from);
    kind(to);
    Optional<FramePath> path =
        from.equals(to)
            ? Optional.of(new FramePath(List.of(from), Affine.IDENTITY, new double[6][6], 0))
            : graph.path(from, to);
    return path.map(this::map);
  }

  private FrameMap map(FramePath path) {
    List<FrameMap.Step> passed = new ArrayList<>();
    for (int i = 0; i + 1 < path.frames().size(); i++) {
      passed.add(steps.get(path.frames().subList(i, i + 2)));
    }
    return new FrameMap(path, passed);
  }

  /**
   * How deep in the block the section lies that a way passes last.
   *
   * @param way a way between frames of this sample
   * @return z of its first plane, cube frame, µm; empty if the way passes no section
   */
  public OptionalDouble depthUm(FrameMap way) {
    return way.section()
        .map(section -> OptionalDouble.of((section - 1) * thicknessUm + imagingDepthUm))
        .orElse(OptionalDouble.empty());
  }

  /**
   * One transform alone, whatever other ways there are.
   *
   * @param scan name of a scan
   * @param to section or slide that it was fitted to
   * @return the transform as a map of points
   * @throws InputException if there is none, with the reason
   */
  public FrameMap transform(String scan, String to) {
    kind(scan);
    kind(to);
    FrameMap.Step step = steps.get(List.of(scan, to));
    if (step == null) {
      throw new InputException(noWay(scan, to));
    }
    return new FrameMap(fitted.get(List.of(scan, to)), List.of(step));
  }

  private String noWay(String from, String to) {
    List<String> why = new ArrayList<>();
    for (String end : List.of(from, to)) {
      if (reasons.containsKey(end)) {
        why.add("%s: %s".formatted(end, reasons.get(end)));
      }
    }
    if (why.isEmpty()) {
      why.add("section to section leads through the registration; run imaxt register");
    }
    return "no way leads from %s to %s; %s".formatted(from, to, String.join("; ", why));
  }

  /**
   * The section whose mosaic frame a name means.
   *
   * @param frame name of a frame
   * @return number from 1; empty for other frames
   */
  static Optional<Integer> sectionNumber(String frame) {
    return frame.matches("S\\d{3,9}")
        ? Optional.of(Integer.valueOf(frame.substring(1)))
        : Optional.empty();
  }
}
