package org.imaxt.beads.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanDocument;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;

/**
 * Scans of slides, or regions measured by imaging mass cytometry.
 *
 * @param params the stage's parameters
 */
record ScanTarget(BeadsParams params) implements BeadTarget {

  /** Thickness of sections of which nothing says how thick they are, µm. */
  private static final double USUAL_SECTION_UM = 15;

  /** The stage whose outputs the scans are. */
  private String source() {
    return params.on() == Modality.SLIDES ? "slides" : "imc-import";
  }

  private String place() {
    return params.on() == Modality.SLIDES ? ScanLayout.SLIDES : ScanLayout.IMC;
  }

  @Override
  public Footprint footprint() {
    return new Footprint(List.of(source()), List.of("ingest"), List.of(place()));
  }

  @Override
  public List<Output> outputs(Selection selection, Sample sample) {
    double sectionUm = sectionUm(sample);
    List<String> all = new Receipts(sample).complete(source());
    List<Output> outputs = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    for (String name : selection.scans(params.on(), all)) {
      ScanDocument scan = sample.read(ScanLayout.scan(params.on(), name));
      if (params.channel() > scan.channels().size()) {
        lacking.add("%s has %d".formatted(name, scan.channels().size()));
        continue;
      }
      SortedMap<String, String> inputs = new TreeMap<>();
      inputs.put(PlaneDetector.INPUT, PlaneDetector.key(params, scan.pixelSizeUm()));
      inputs.put("section thickness", Double.toString(sectionUm));
      outputs.add(
          new Output(
              place() + "/" + name,
              0,
              reads(name, scan, all),
              inputs,
              List.of(
                  ScanLayout.scanDetections(params.on(), name).path(),
                  ScanLayout.scanImage(params.on(), name) + "/labels/" + Layout.BEAD_LABELS)));
    }
    if (!lacking.isEmpty()) {
      throw new InputException(
          "channel %d was asked for, %s; give a --channel that all have, or 0"
              .formatted(params.channel(), String.join(", ", lacking)));
    }
    return outputs;
  }

  /** All regions together choose the channel. */
  private List<String> reads(String name, ScanDocument scan, List<String> all) {
    boolean chooses = isRegions() && params.channel() == 0 && scan.channels().size() > 1;
    return (chooses ? all : List.of(name)).stream().map(n -> source() + "/" + n).toList();
  }

  private double sectionUm(Sample sample) {
    if (params.sectionThickness() > 0) {
      return params.sectionThickness();
    }
    return sample.exists(Layout.acquisition())
        ? sample.<AcquisitionDocument>read(Layout.acquisition()).sectionThicknessUm()
        : USUAL_SECTION_UM;
  }

  private String scan(Output output) {
    return output.name().substring(place().length() + 1);
  }

  @Override
  public BeadUnit unit(Output output, Sample sample) {
    ScanDocument scan = sample.read(ScanLayout.scan(params.on(), scan(output)));
    double um2 = scan.pixelSizeUm() * scan.pixelSizeUm();
    double areaUm2 = (double) scan.widthPx() * scan.heightPx() * um2;
    return new BeadUnit(
        0,
        scan(output),
        output.inputs().get(PlaneDetector.INPUT),
        PlaneDetector.coarsePixels(params, areaUm2));
  }

  @Override
  public String image(Output output) {
    return ScanLayout.scanImage(params.on(), scan(output));
  }

  @Override
  public FoundCounts find(BeadUnit unit, Sample sample, Progress progress) {
    double sectionUm = sectionUm(sample);
    Imaging imaging = isRegions() ? Imaging.ablation(sectionUm) : Imaging.scanner(sectionUm);
    int channel = channel(unit.scan(), sample, new ChannelChoice(imaging, params));
    progress.checkCancelled();
    return new ScanFinder(sample, params, unit.scan(), unit.detector(), imaging)
        .find(channel, progress);
  }

  private boolean isRegions() {
    return params.on() == Modality.IMC;
  }

  /**
   * Number of the channel to look in. A region may show a bead or two, which its other channels can
   * outdo; but the metal of the beads is the same in all regions, so all have their say.
   */
  private int channel(String scan, Sample sample, ChannelChoice choice) {
    List<String> names = channels(scan, sample);
    if (params.channel() > 0 || names.size() == 1 || !isRegions()) {
      return choice.of(names.size(), c -> ImagePlane.ofScan(sample, params.on(), scan, c));
    }
    List<String> all = new Receipts(sample).complete(source());
    Map<String, Double> shown =
        sample.derived("beads/channel/" + params + all, () -> shown(all, sample, choice));
    return ChannelChoice.best(shown, names);
  }

  private List<String> channels(String scan, Sample sample) {
    return sample.<ScanDocument>read(ScanLayout.scan(params.on(), scan)).channels().stream()
        .map(ScanDocument.ScanChannel::key)
        .toList();
  }

  private Map<String, Double> shown(List<String> scans, Sample sample, ChannelChoice choice) {
    Map<String, Double> shown = new LinkedHashMap<>();
    for (String scan : scans) {
      choice
          .shown(channels(scan, sample), c -> ImagePlane.ofScan(sample, params.on(), scan, c))
          .forEach((name, here) -> shown.merge(name, here, Double::sum));
    }
    return Map.copyOf(shown);
  }

  @Override
  public void writeTable(Sample sample) {
    sample.write(ScanLayout.scanBeads(params.on()), BeadTable.ofScans(found(sample)));
  }

  private List<FoundBeads> found(Sample sample) {
    return new Receipts(sample)
        .complete(source()).stream()
            .filter(name -> sample.exists(ScanLayout.scanDetections(params.on(), name)))
            .map(
                name ->
                    new FoundBeads(name, sample.read(ScanLayout.scanDetections(params.on(), name))))
            .toList();
  }

  @Override
  public Report report(Sample sample) {
    String[] scans = sample.read(ScanLayout.scanBeads(params.on())).texts("scan");
    String noun = params.on() == Modality.SLIDES ? "slide" : "region";
    return new BeadsReport(
            params, noun, found(sample), sample.read(ScanLayout.scanBeads(params.on())))
        .render(row -> scans[row]);
  }
}
