package org.imaxt.core.bdv;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * it if the sample is registered.
 */
public final class DatasetXml {

  private DatasetXml() {}

  /**
   * Whether the readers of the format can open the sample.
   *
   * @param sample the sample
   * @return false for OME-NGFF 0.5, which they do not read
   */
  public static boolean isPossible(Sample sample) {
    return sample.version() == ZarrVersion.V2 && sample.folder().isPresent();
  }

  /**
   * Where the file lies if nothing else is asked for.
   *
   * @param sample a sample on disk
   * @return {@code dataset.xml} beside the sample
   */
  public static Path beside(Sample sample) {
    return sample.folder().orElseThrow().toAbsolutePath().normalize().resolveSibling("dataset.xml");
  }

  /**
   * Writes the file whole.
   *
   * @param sample the sample
   * @param file where to
   * @return number of views (sections times channels)
   * @throws SampleFormatException if the sample has OME-NGFF 0.5 or no mosaic
   */
  public static int write(Sample sample, Path file) {
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
    Path root = sample.folder().orElseThrow().toAbsolutePath().normalize();
    String relative = folder.relativize(root).toString().replace('\\', '/');
    new FileStore(folder)
        .write(
            target.getFileName().toString(),
            SpimData.text(views, SpimData.Loader.ZARR, relative).getBytes(StandardCharsets.UTF_8));
    return views.size();
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
      double z = (section - 1) * acquisition.sectionThicknessUm() + acquisition.imagingDepthUm();
      double[] toCube =
          transforms
              .filter(t -> t.has(section))
              .map(t -> t.affine(section))
              .orElse(BdvView.IN_PLACE);
      views.addAll(channels(sample, section, z, toCube));
    }
    return views;
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
