package org.imaxt.core.bdv;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imaxt.core.ngff.Level;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.SectionTransforms;
import org.imaxt.core.zarr.FileStore;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/**
 * Writes {@code dataset.xml} from the mosaics that a sample holds, each where the registration puts
 * it if the sample is registered; behind them the slides and regions that lie on its sections.
 */
public final class DatasetXml {

  private DatasetXml() {}

  /**
   * Whether the readers of the format can open the sample.
   *
   * @param sample the sample
   * @return false for OME-NGFF 0.5, which they do not read, and for what is in no folder
   */
  public static boolean isPossible(Sample sample) {
    return sample.version() == ZarrVersion.V2 && sample.folder().isPresent();
  }

  /**
   * Where the file lies if nothing else is asked for.
   *
   * @param sample the sample
   * @return {@code dataset.xml} beside the sample
   * @throws SampleFormatException if it lies in no folder
   */
  public static Path beside(Sample sample) {
    return folder(sample).toAbsolutePath().normalize().resolveSibling("dataset.xml");
  }

  /**
   * Writes the file whole.
   *
   * @param sample the sample
   * @param file where to
   * @return number of views: channels of sections, slides and regions
   * @throws SampleFormatException if the sample has OME-NGFF 0.5 or no mosaic, or lies in no folder
   */
  public static int write(Sample sample, Path file) {
    Path root = folder(sample).toAbsolutePath().normalize();
    if (!isPossible(sample)) {
      throw new SampleFormatException(
          sample.location()
              + " holds OME-NGFF 0.5, which BigStitcher's reader cannot open; use imaxt export"
              + " bdv-n5, or ingest with --ngff 0.4");
    }
    List<BdvView> views = views(sample);
    if (views.isEmpty()) {
      throw new SampleFormatException(sample.location() + " has no mosaic; run imaxt fuse");
    }
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    String relative = folder.relativize(root).toString().replace('\\', '/');
    new FileStore(folder)
        .write(
            target.getFileName().toString(),
            SpimData.text(views, SpimData.Loader.ZARR, relative).getBytes(StandardCharsets.UTF_8));
    return views.size();
  }

  private static Path folder(Sample sample) {
    return sample
        .folder()
        .orElseThrow(
            () ->
                new SampleFormatException(
                    sample.location()
                        + " lies in no folder, where dataset.xml would have to find it; use imaxt"
                        + " export bdv-n5, or copy the sample to a folder first"));
  }

  private static List<BdvView> views(Sample sample) {
    List<BdvView> views = new ArrayList<>();
    if (!sample.exists(Layout.acquisition())) {
      return views;
    }
    AcquisitionDocument acquisition = sample.read(Layout.acquisition());
    Receipts receipts = new Receipts(sample);
    Optional<SectionTransforms> transforms = transforms(sample);
    for (int section : acquisition.sections()) {
      if (receipts.find("fuse", Layout.sectionName(section)).isEmpty()) {
        continue;
      }
      views.addAll(
          channels(sample, section, depthUm(acquisition, section), toCube(transforms, section)));
    }
    if (!views.isEmpty()) {
      ScanViews scans =
          new ScanViews(
              sample,
              s -> depthUm(acquisition, s),
              s -> toCube(transforms, s),
              acquisition.sectionThicknessUm());
      views.addAll(scans.behind(lastSection(acquisition)));
    }
    return views;
  }

  private static double depthUm(AcquisitionDocument acquisition, int section) {
    return (section - 1) * acquisition.sectionThicknessUm() + acquisition.imagingDepthUm();
  }

  private static double[] toCube(Optional<SectionTransforms> transforms, int section) {
    return transforms
        .filter(t -> t.has(section))
        .map(t -> t.affine(section))
        .orElse(BdvView.IN_PLACE);
  }

  private static int lastSection(AcquisitionDocument acquisition) {
    return Stream.concat(acquisition.sections().stream(), acquisition.missingSections().stream())
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  /** What the registration says, if it ran after all that it read. */
  private static Optional<SectionTransforms> transforms(Sample sample) {
    if (new Receipts(sample).find("register", "sections").isEmpty()) {
      return Optional.empty();
    }
    try {
      new Receipts(sample).verified("register/sections");
    } catch (SampleFormatException outOfDate) {
      return Optional.empty();
    }
    return Optional.of(SectionTransforms.of(sample));
  }

  /** Sizes and origin as the mosaic itself states them, whatever the acquisition says by now. */
  private static List<BdvView> channels(
      Sample sample, int section, double originZUm, double[] toCube) {
    OmeImage mosaic = OmeImage.open(ZarrGroup.open(sample.store(), Layout.mosaic(section)));
    long[] shape = mosaic.levels().get(0).spec().shape();
    Level finest = mosaic.document().multiscale().levels().get(0);
    List<BdvView> views = new ArrayList<>();
    for (int channel = 1; channel <= shape[1]; channel++) {
      views.add(
          new BdvView(
              section,
              Layout.sectionName(section),
              channel,
              Layout.channelName(channel),
              Layout.mosaic(section),
              shape[4],
              shape[3],
              shape[2],
              finest.scale().get(4),
              finest.scale().get(2),
              finest.translation().get(4),
              finest.translation().get(3),
              originZUm,
              toCube));
    }
    return views;
  }
}
