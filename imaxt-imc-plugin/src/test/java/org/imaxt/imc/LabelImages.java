package org.imaxt.imc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.ImageLabel;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.ngff.OmeDocument;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/** Label images beside the image of a region, as somebody else would write them. */
public final class LabelImages {

  private static final int CHUNK_PX = 512;

  private LabelImages() {}

  /** Writes labels at all levels of a region's image. */
  public static void write(Path sample, String region, String name, int[] labels, int width) {
    try (Sample opened = Sample.openForWriting(sample)) {
      write(opened, region, name, labels, width);
    }
  }

  /** Writes labels at all levels of a region's image. */
  public static void write(Sample sample, String region, String name, int[] labels, int width) {
    OmeImage image =
        OmeImage.open(ZarrGroup.open(sample.store(), ScanLayout.scanImage(Modality.IMC, region)));
    List<ArraySpec> specs = new ArrayList<>();
    List<int[]> factors = new ArrayList<>();
    for (int level = 0; level < image.levels().size(); level++) {
      long[] shape = image.levels().get(level).spec().shape();
      shape[1] = 1;
      if (level == 0 && (shape[4] != width || shape[3] * shape[4] != labels.length)) {
        shape[4] = width;
        shape[3] = labels.length / width;
      }
      int[] chunk = {
        1, 1, 1, (int) Math.min(CHUNK_PX, shape[3]), (int) Math.min(CHUNK_PX, shape[4])
      };
      specs.add(ArraySpec.image(shape, chunk, DataType.UINT32));
      factors.add(new int[] {1, 1 << level, 1 << level});
    }
    OmeImage written =
        image.createLabels(
            name,
            OmeDocument.labels(
                Multiscale.labels(
                    name, new double[] {1, 1, 1}, new double[] {0, 0.5, 0.5}, factors, "nearest"),
                new ImageLabel(List.of())),
            specs);
    for (int level = 0; level < specs.size(); level++) {
      write(written.levels().get(level), labels, width, 1 << level);
    }
  }

  private static void write(ZarrArray array, int[] labels, int width, int factor) {
    long[] shape = array.spec().shape();
    int[] chunk = array.spec().chunk();
    int height = labels.length / width;
    for (int top = 0; top < shape[3]; top += chunk[3]) {
      for (int left = 0; left < shape[4]; left += chunk[4]) {
        int[] part = new int[chunk[3] * chunk[4]];
        for (int i = 0; i < part.length; i++) {
          int x = (left + i % chunk[4]) * factor;
          int y = (top + i / chunk[4]) * factor;
          part[i] = x < width && y < height ? labels[y * width + x] : 0;
        }
        array.writeChunk(part, 0, 0, 0, top / chunk[3], left / chunk[4]);
      }
    }
  }

  /** Discs on a grid, numbered row by row from 1, the nuclei of cells of a larger radius. */
  public static int[] discs(int width, int height, int pitch, double radius) {
    int[] labels = new int[width * height];
    for (int i = 0; i < labels.length; i++) {
      double x = i % width % pitch - pitch / 2;
      double y = i / width % pitch - pitch / 2;
      if (x * x + y * y < radius * radius) {
        labels[i] = 1 + i % width / pitch + i / width / pitch * ((width + pitch - 1) / pitch);
      }
    }
    return labels;
  }

  /** An empty image where a region will be imported, so that its labels can be there before. */
  public static void place(Path sample, String region, int width, int height) {
    try (Sample opened = Sample.openOrCreate(sample, ZarrVersion.V2)) {
      OmeImage.create(
          ZarrGroup.create(
              opened.store(), ScanLayout.scanImage(Modality.IMC, region), opened.version()),
          OmeDocument.image(
              Multiscale.averages(
                  region, new double[] {1, 1, 1}, new double[3], List.of(new int[] {1, 1, 1})),
              List.of()),
          List.of(
              ArraySpec.image(
                  new long[] {1, 1, 1, height, width},
                  new int[] {1, 1, 1, height, width},
                  DataType.FLOAT32)));
    }
  }
}
