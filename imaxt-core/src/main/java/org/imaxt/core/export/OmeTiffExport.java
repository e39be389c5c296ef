package org.imaxt.core.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.PyramidSource;
import org.imaxt.core.tiff.PyramidSpec;
import org.imaxt.core.tiff.PyramidTiffWriter;
import org.imaxt.core.tiff.TiffRegion;

/** Writes an image as a tiled, pyramidal OME-TIFF. */
public final class OmeTiffExport {

  private static final int TILE_PX = 512;

  /** More effort gains nothing on noisy pixels. */
  private static final int ZLIB_LEVEL = 1;

  private OmeTiffExport() {}

  /**
   * Writes the file whole, and tells what it holds.
   *
   * @param source the image
   * @param name name of the image
   * @param out the file
   * @param values which numbers are written
   * @param context threads and progress
   * @return sizes of what was written
   */
  public static Report write(
      ImagePixels source, String name, Path out, ImageValues values, JobContext context) {
    PyramidSpec spec = spec(source, name, values);
    long tiles = 0;
    for (PyramidSpec.Size size : spec.levels()) {
      tiles +=
          (long) spec.ome().pages()
              * ((size.width() + TILE_PX - 1) / TILE_PX)
              * ((size.height() + TILE_PX - 1) / TILE_PX);
    }
    context.progress().total(tiles);
    OutputFile.folder(out);
    try {
      PyramidTiffWriter.write(
          out,
          spec,
          pixels(source, spec, values, context),
          context.executor().getExecutorService());
    } catch (IOException e) {
      throw new IllegalStateException(out + " cannot be written: " + e.getMessage(), e);
    }
    return Report.titled("Wrote %s to %s".formatted(name, out))
        .number("width", spec.ome().sizeX(), "px")
        .number("height", spec.ome().sizeY(), "px")
        .number("channels", spec.ome().sizeC(), "")
        .number("planes", spec.ome().sizeZ(), "")
        .number("levels", spec.levels().size(), "");
  }

  private static PyramidSource pixels(
      ImagePixels source, PyramidSpec spec, ImageValues values, JobContext context) {
    int planes = spec.ome().sizeZ();
    int channels = spec.ome().sizeC();
    return (page, level, tileX, tileY) -> {
      context.progress().checkCancelled();
      TiffRegion region = spec.region(level, tileX, tileY);
      int plane = page % planes;
      int channel = page / planes % channels;
      int time = page / planes / channels;
      Object tile =
          values == ImageValues.STORED
              ? source.stored(level, time, channel, plane, region)
              : source.physical(level, time, channel, plane, region);
      context.progress().advance(1);
      return tile;
    };
  }

  private static PyramidSpec spec(ImagePixels source, String name, ImageValues values) {
    Map<String, String> annotations = new LinkedHashMap<>();
    if (values == ImageValues.STORED) {
      annotations.put("bscale", Double.toString(source.scale().bscale()));
      annotations.put("bzero", Double.toString(source.scale().bzero()));
    }
    List<PyramidSpec.Size> levels = new ArrayList<>();
    for (int level = 0; level < source.levels(); level++) {
      levels.add(new PyramidSpec.Size(source.width(level), source.height(level)));
    }
    return new PyramidSpec(
        new OmeMetadata(
            name,
            source.width(0),
            source.height(0),
            source.planes(),
            source.times(),
            values == ImageValues.STORED ? source.storedType() : PixelType.FLOAT32,
            source.voxel(),
            source.channels(),
            annotations),
        levels,
        TILE_PX,
        ZLIB_LEVEL);
  }
}
