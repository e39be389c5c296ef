package org.imaxt.imc.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.imaxt.core.algo.measure.LabelGrowth;
import org.imaxt.core.algo.measure.LabelRows;
import org.imaxt.core.algo.measure.PixelRows;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.TiffRegion;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.imc.cells.ObjectKind;

/** The label images of a region and the parts of cells that they show. */
final class RegionLabels {

  private static final String SEGMENT = "imc-segment";

  private final Sample sample;
  private final String region;
  private final List<String> there;

  private RegionLabels(Sample sample, String region, List<String> there) {
    this.sample = sample;
    this.region = region;
    this.there = there;
  }

  static RegionLabels of(Sample sample, String region) {
    OmeImage image =
        OmeImage.open(ZarrGroup.open(sample.store(), ScanLayout.scanImage(Modality.IMC, region)));
    List<String> there = new ArrayList<>(image.labels());
    there.retainAll(List.of(ScanLayout.NUCLEI, ScanLayout.CELLS));
    there.removeIf(name -> !ZarrGroup.exists(sample.store(), ScanLayout.labels(region, name)));
    return new RegionLabels(sample, region, List.copyOf(there));
  }

  /** The parts that can be measured. */
  List<ObjectKind> kinds() {
    List<ObjectKind> kinds = new ArrayList<>();
    boolean nuclei = there.contains(ScanLayout.NUCLEI);
    if (there.contains(ScanLayout.CELLS)) {
      kinds.add(ObjectKind.CELLS);
    }
    if (nuclei) {
      kinds.add(ObjectKind.NUCLEI);
    }
    if (kinds.size() == 2) {
      kinds.add(ObjectKind.CYTOPLASM);
    }
    if (nuclei) {
      kinds.add(ObjectKind.RING);
    }
    return kinds;
  }

  /** The output of the stage that made the labels; empty for labels that others brought. */
  List<String> madeBy() {
    if (new Receipts(sample).find(SEGMENT, region).isPresent()) {
      return List.of(SEGMENT + "/" + region);
    }
    if (new Receipts(sample).isUnfinished(SEGMENT)) {
      throw new SampleFormatException(
          "%s has no complete labels of %s; run imaxt %s again"
              .formatted(sample.location(), region, SEGMENT));
    }
    return List.of();
  }

  /** A checksum of labels that no receipt vouches for. */
  String checksum() {
    CRC32C sum = new CRC32C();
    there.forEach(name -> add(sample.store(), ScanLayout.labels(region, name), sum));
    return Long.toHexString(sum.getValue());
  }

  private static void add(Store store, String path, CRC32C sum) {
    for (String name : store.list(path)) {
      String child = path + "/" + name;
      store
          .read(child)
          .ifPresentOrElse(
              bytes -> sum.update(bytes, 0, bytes.length), () -> add(store, child, sum));
    }
  }

  /** The pixels of one part of all cells. */
  LabelRows rows(ObjectKind kind, double ringPx) {
    return switch (kind) {
      case CELLS -> rows(ScanLayout.CELLS);
      case NUCLEI -> rows(ScanLayout.NUCLEI);
      case CYTOPLASM -> rows(ScanLayout.CELLS).outside(rows(ScanLayout.NUCLEI));
      case RING -> {
        LabelRows nuclei = rows(ScanLayout.NUCLEI);
        yield LabelGrowth.grown(nuclei, ringPx).outside(nuclei);
      }
    };
  }

  private LabelRows rows(String name) {
    SampleImage labels = SampleImage.open(sample, ScanLayout.labels(region, name), 0);
    SampleImage image = image();
    if (labels.width(0) != image.width(0) || labels.height(0) != image.height(0)) {
      throw new InputException(
          "labels %s of %s must be as large as its image, %d x %d px, they are %d x %d"
              .formatted(
                  name,
                  region,
                  image.width(0),
                  image.height(0),
                  labels.width(0),
                  labels.height(0)));
    }
    return new StoredLabels(labels, name + " of " + region);
  }

  private SampleImage image() {
    return SampleImage.open(sample, ScanLayout.scanImage(Modality.IMC, region), 0);
  }

  /** The pixels of a channel. */
  PixelRows channel(int channel) {
    SampleImage image = image();
    return (first, count) -> {
      TiffRegion rows = new TiffRegion(0, first, image.width(0), count);
      return image.stored(0, 0, channel, 0, rows) instanceof float[] values
          ? values
          : image.physical(0, 0, channel, 0, rows);
    };
  }

  /** Labels of any type of whole numbers. */
  private record StoredLabels(SampleImage image, String name) implements LabelRows {

    @Override
    public int width() {
      return image.width(0);
    }

    @Override
    public int height() {
      return image.height(0);
    }

    @Override
    public int[] read(int first, int count) {
      int[] labels = ints(image.stored(0, 0, 0, 0, new TiffRegion(0, first, width(), count)));
      for (int label : labels) {
        if (label < 0) {
          throw new InputException(
              "labels %s must be 0 to %d, got %s"
                  .formatted(name, Integer.MAX_VALUE, Integer.toUnsignedString(label)));
        }
      }
      return labels;
    }

    private int[] ints(Object stored) {
      if (stored instanceof int[] labels) {
        return labels;
      }
      if (stored instanceof short[] values) {
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
          labels[i] = values[i] & 0xffff;
        }
        return labels;
      }
      if (stored instanceof byte[] values) {
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
          labels[i] = values[i] & 0xff;
        }
        return labels;
      }
      throw new InputException("labels %s must be whole numbers".formatted(name));
    }
  }
}
