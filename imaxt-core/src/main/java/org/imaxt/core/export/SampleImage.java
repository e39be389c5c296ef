package org.imaxt.core.export;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.Level;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffRegion;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.LazyZarrImg;
import org.imaxt.core.zarr.ZarrArray;
import org.imaxt.core.zarr.ZarrGroup;

/** Any image of a sample, as planes of levels: an OME image group, or a bare array. */
public final class SampleImage implements ImagePixels {

  private final Sample sample;
  private final List<ZarrArray> levels;
  private final ImageScale scale;
  private final OmeMetadata.Voxel voxel;
  private final List<OmeChannel> channels;

  private SampleImage(
      Sample sample,
      List<ZarrArray> levels,
      ImageScale scale,
      OmeMetadata.Voxel voxel,
      List<OmeChannel> channels) {
    this.sample = sample;
    this.levels = levels;
    this.scale = scale;
    this.voxel = voxel;
    this.channels = channels;
  }

  /**
   * Opens an image.
   *
   * @param sample the sample
   * @param path path of an OME image group or of an array inside the sample
   * @param level level that becomes the first
   * @return the image
   * @throws InputException if there is no such image or level
   */
  public static SampleImage open(Sample sample, String path, int level) {
    if (ZarrArray.exists(sample.store(), path)) {
      return array(sample, ZarrArray.open(sample.store(), path), level);
    }
    if (ZarrGroup.exists(sample.store(), path)
        && OmeImage.isImage(ZarrGroup.open(sample.store(), path))) {
      return image(sample, OmeImage.open(ZarrGroup.open(sample.store(), path)), level);
    }
    throw new InputException(
        "%s has no image at '%s'; imaxt info lists them".formatted(sample.location(), path));
  }

  private static SampleImage image(Sample sample, OmeImage image, int level) {
    requireLevel(level, image.levels().size());
    Level shape = image.document().multiscale().levels().get(level);
    int axes = shape.scale().size();
    List<OmeChannel> channels = new ArrayList<>();
    for (Channel channel : image.document().channels()) {
      channels.add(new OmeChannel(channel.label(), Integer.parseInt(channel.color(), 16)));
    }
    return new SampleImage(
        sample,
        image.levels().subList(level, image.levels().size()),
        ImageScale.read(image),
        new OmeMetadata.Voxel(
            shape.scale().get(axes - 1),
            shape.scale().get(axes - 2),
            axes > 2 ? shape.scale().get(axes - 3) : 0),
        channels);
  }

  private static SampleImage array(Sample sample, ZarrArray array, int level) {
    requireLevel(level, 1);
    int axes = array.spec().dimensions();
    if (axes < 2 || axes > 5) {
      throw new InputException("%s has %s axes; images have 2 to 5".formatted(array.path(), axes));
    }
    return new SampleImage(
        sample, List.of(array), new ImageScale(1, 0), new OmeMetadata.Voxel(1, 1, 0), List.of());
  }

  private static void requireLevel(int level, int levels) {
    if (level >= levels) {
      throw new InputException(
          "level %s was asked for, the image has 0 to %s".formatted(level, levels - 1));
    }
  }

  @Override
  public int levels() {
    return levels.size();
  }

  @Override
  public int width(int level) {
    return (int) fiveDimensional(level)[4];
  }

  @Override
  public int height(int level) {
    return (int) fiveDimensional(level)[3];
  }

  @Override
  public int planes() {
    return (int) fiveDimensional(0)[2];
  }

  @Override
  public int times() {
    return (int) fiveDimensional(0)[0];
  }

  @Override
  public OmeMetadata.Voxel voxel() {
    return voxel;
  }

  @Override
  public ImageScale scale() {
    return scale;
  }

  @Override
  public List<OmeChannel> channels() {
    List<OmeChannel> all = new ArrayList<>(channels);
    for (int c = all.size(); c < fiveDimensional(0)[1]; c++) {
      all.add(new OmeChannel("C%02d".formatted(c + 1), 0xffffff));
    }
    return all;
  }

  @Override
  public PixelType storedType() {
    DataType type = levels.get(0).spec().type();
    return switch (type) {
      case UINT8 -> PixelType.UINT8;
      case INT8 -> PixelType.INT8;
      case UINT16 -> PixelType.UINT16;
      case INT16 -> PixelType.INT16;
      case UINT32 -> PixelType.UINT32;
      case INT32 -> PixelType.INT32;
      case FLOAT32 -> PixelType.FLOAT32;
      default ->
          throw new InputException(
              levels.get(0).path() + " holds " + type.v3Name() + ", which TIFF does not take");
    };
  }

  @Override
  public Object stored(int level, int time, int channel, int plane, TiffRegion region) {
    Object pixels = storedType().newArray(region.width() * region.height());
    // the blocks take the type from the image; the compiler wants one of several
    RandomAccessibleInterval<UnsignedShortType> image = plane(level, time, channel, plane);
    copy(image, region, pixels);
    return pixels;
  }

  @Override
  public float[] physical(int level, int time, int channel, int plane, TiffRegion region) {
    Object stored = stored(level, time, channel, plane, region);
    float[] values = new float[region.width() * region.height()];
    boolean scaled = scale.bscale() != 1 || scale.bzero() != 0;
    for (int i = 0; i < values.length; i++) {
      double value = number(stored, i);
      values[i] =
          (float)
              (!scaled ? value : value == 0 ? Double.NaN : scale.bscale() * value + scale.bzero());
    }
    return values;
  }

  private double number(Object pixels, int i) {
    return switch (storedType()) {
      case UINT8 -> ((byte[]) pixels)[i] & 0xff;
      case INT8 -> ((byte[]) pixels)[i];
      case UINT16 -> ((short[]) pixels)[i] & 0xffff;
      case INT16 -> ((short[]) pixels)[i];
      case UINT32 -> ((int[]) pixels)[i] & 0xffffffffL;
      case INT32 -> ((int[]) pixels)[i];
      case FLOAT32 -> ((float[]) pixels)[i];
    };
  }

  private <T extends NativeType<T>> RandomAccessibleInterval<T> plane(
      int level, int time, int channel, int plane) {
    RandomAccessibleInterval<T> view = LazyZarrImg.open(levels.get(level), sample.cache());
    long[] at = {plane, channel, time};
    int axes = view.numDimensions();
    // x, y, then what there is of z, c, t; three axes are x, y, c
    for (int axis = axes - 1; axis >= 2; axis--) {
      view = Views.hyperSlice(view, axis, axes == 3 ? channel : at[axis - 2]);
    }
    return view;
  }

  private static <T extends NativeType<T>> void copy(
      RandomAccessibleInterval<T> plane, TiffRegion region, Object pixels) {
    PrimitiveBlocks.of(plane)
        .copy(
            new long[] {region.x(), region.y()},
            pixels,
            new int[] {region.width(), region.height()});
  }

  /** Shape as t, c, z, y, x; an array of three axes is c, y, x, one of four c, z, y, x. */
  private long[] fiveDimensional(int level) {
    long[] shape = levels.get(level).spec().shape();
    return switch (shape.length) {
      case 2 -> new long[] {1, 1, 1, shape[0], shape[1]};
      case 3 -> new long[] {1, shape[0], 1, shape[1], shape[2]};
      case 4 -> new long[] {1, shape[0], shape[1], shape[2], shape[3]};
      default -> shape;
    };
  }
}
