package org.imaxt.imc.export;

import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.export.ImagePixels;
import org.imaxt.core.export.ImageValues;
import org.imaxt.core.export.OmeTiffExport;
import org.imaxt.core.export.SampleImage;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffRegion;
import org.imaxt.core.zarr.ZarrGroup;

/** Label images as TIFF of one plane, uint32 whatever the sample has. */
final class MaskFile {

  private MaskFile() {}

  static Report write(Sample sample, String region, MaskKind kind, Path out, JobContext context) {
    String path = ScanLayout.labels(region, kind.labels());
    if (!ZarrGroup.exists(sample.store(), path)) {
      throw new InputException(
          "%s has no labels of %s; run imaxt imc-segment".formatted(region, kind.labels()));
    }
    return OmeTiffExport.write(
        new Labels(SampleImage.open(sample, path, 0)),
        kind.labels() + " of " + region,
        out,
        ImageValues.STORED,
        context);
  }

  /** The finest level of labels, as uint32. */
  private record Labels(SampleImage image) implements ImagePixels {

    @Override
    public int levels() {
      return 1;
    }

    @Override
    public int width(int level) {
      return image.width(0);
    }

    @Override
    public int height(int level) {
      return image.height(0);
    }

    @Override
    public int planes() {
      return 1;
    }

    @Override
    public int times() {
      return 1;
    }

    @Override
    public OmeMetadata.Voxel voxel() {
      return image.voxel();
    }

    @Override
    public ImageScale scale() {
      return new ImageScale(1, 0);
    }

    @Override
    public List<OmeChannel> channels() {
      return image.channels().subList(0, 1);
    }

    @Override
    public PixelType storedType() {
      return PixelType.UINT32;
    }

    @Override
    public Object stored(int level, int time, int channel, int plane, TiffRegion region) {
      Object stored = image.stored(0, 0, 0, 0, region);
      if (stored instanceof int[]) {
        return stored;
      }
      int[] labels = new int[region.width() * region.height()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = stored instanceof short[] s ? s[i] & 0xffff : ((byte[]) stored)[i] & 0xff;
      }
      return labels;
    }

    @Override
    public float[] physical(int level, int time, int channel, int plane, TiffRegion region) {
      return image.physical(0, 0, 0, 0, region);
    }
  }
}
