package org.imaxt.imc.intake;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.algo.image.BlockAverage;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;

/** The OME image of a region: a chunk holds one channel, so that each is read by itself. */
final class RegionImage {

  private static final int CHUNK_PX = 1024;

  /** Levels are added until one is no larger. */
  private static final int SMALLEST_PX = 512;

  private RegionImage() {}

  /** Size of the level of a factor. */
  private static int size(int px, int level) {
    int size = px;
    for (int i = 0; i < level; i++) {
      size = BlockAverage.halved(size);
    }
    return size;
  }

  static int levels(int width, int height) {
    int levels = 1;
    while (size(Math.max(width, height), levels - 1) > SMALLEST_PX) {
      levels++;
    }
    return levels;
  }

  /** Makes the image, empty. */
  static void create(
      Sample sample, String region, int width, int height, int channels, double pixelSizeUm) {
    List<int[]> factors = new ArrayList<>();
    List<ArraySpec> arrays = new ArrayList<>();
    for (int level = 0; level < levels(width, height); level++) {
      int w = size(width, level);
      int h = size(height, level);
      factors.add(new int[] {1, 1 << level, 1 << level});
      arrays.add(
          ArraySpec.image(
              new long[] {1, channels, 1, h, w},
              new int[] {1, 1, 1, Math.min(CHUNK_PX, h), Math.min(CHUNK_PX, w)},
              DataType.FLOAT32));
    }
    ZarrGroup group =
        ZarrGroup.create(
            sample.store(), ScanLayout.scanImage(Modality.IMC, region), sample.version());
    OmeImage.create(
        group,
        OmeDocument.image(
            Multiscale.averages(
                region,
                new double[] {pixelSizeUm, pixelSizeUm, pixelSizeUm},
                new double[] {0, pixelSizeUm / 2, pixelSizeUm / 2},
                factors),
            List.of()),
        arrays);
  }

  static OmeImage open(Sample sample, String region) {
    return OmeImage.open(
        ZarrGroup.open(sample.store(), ScanLayout.scanImage(Modality.IMC, region)));
  }

  /** Writes a channel at all levels. */
  static void write(OmeImage image, int channel, float[] plane) {
    float[] values = plane;
    for (int level = 0; level < image.levels().size(); level++) {
      ZarrArray array = image.levels().get(level);
      int width = (int) array.spec().shape()[4];
      int height = (int) array.spec().shape()[3];
      if (level > 0) {
        int w = (int) image.levels().get(level - 1).spec().shape()[4];
        values = BlockAverage.knownMean(values, w, values.length / w);
      }
      chunks(array, channel, values, width, height);
    }
  }

  private static void chunks(ZarrArray array, int channel, float[] values, int width, int height) {
    int[] chunk = array.spec().chunk();
    int columns = chunk[4];
    int rows = chunk[3];
    if (columns == width && rows == height) {
      array.writeChunk(values, 0, channel, 0, 0, 0);
      return;
    }
    for (int y = 0; y < height; y += rows) {
      for (int x = 0; x < width; x += columns) {
        float[] part = new float[rows * columns];
        for (int j = 0; j < Math.min(rows, height - y); j++) {
          System.arraycopy(
              values, (y + j) * width + x, part, j * columns, Math.min(columns, width - x));
        }
        array.writeChunk(part, 0, channel, 0, y / rows, x / columns);
      }
    }
  }

  /** A channel of a level. */
  static float[] read(OmeImage image, int level, int channel) {
    ZarrArray array = image.levels().get(level);
    int width = (int) array.spec().shape()[4];
    int height = (int) array.spec().shape()[3];
    int columns = array.spec().chunk()[4];
    int rows = array.spec().chunk()[3];
    float[] values = new float[width * height];
    for (int y = 0; y < height; y += rows) {
      for (int x = 0; x < width; x += columns) {
        float[] part = (float[]) array.readChunk(0, channel, 0, y / rows, x / columns);
        for (int j = 0; j < Math.min(rows, height - y); j++) {
          System.arraycopy(
              part, j * columns, values, (y + j) * width + x, Math.min(columns, width - x));
        }
      }
    }
    return values;
  }
}
