package org.imaxt.core.phantom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.PyramidSpec;
import org.imaxt.core.tiff.PyramidTiffWriter;

/**
 * Writes a slide scan as a pyramidal OME-TIFF, a page a channel, levels by means of 2 × 2 pixels.
 */
final class SlideFile {
  private static final int TILE_PX = 512;
  private static final int LEAST_LEVEL_PX = 256;
  private static final int[] COLOURS = {0x0000ff, 0x00ff00};

  private SlideFile() {}

  static void write(SlideImage image, Path folder) throws IOException {
    SlideTruth s = image.slide();
    List<OmeChannel> channels = new ArrayList<>();
    for (int c = 0; c < s.channels().size(); c++) {
      channels.add(new OmeChannel(s.channels().get(c).name(), COLOURS[c]));
    }
    List<PyramidSpec.Size> sizes = sizes(s.widthPx(), s.heightPx());
    OmeMetadata ome =
        new OmeMetadata(
            s.name(),
            s.widthPx(),
            s.heightPx(),
            1,
            1,
            PixelType.UINT16,
            new OmeMetadata.Voxel(s.pixelSizeUm(), s.pixelSizeUm(), 0),
            channels,
            Map.of());
    PyramidSpec spec = new PyramidSpec(ome, sizes, TILE_PX, 1);
    List<List<short[]>> levels = image.channels().stream().map(c -> pyramid(c, sizes)).toList();
    PyramidTiffWriter.write(
        folder.resolve(s.file()),
        spec,
        (page, level, tileX, tileY) -> {
          var r = spec.region(level, tileX, tileY);
          short[] from = levels.get(page).get(level);
          short[] tile = new short[r.width() * r.height()];
          for (int y = 0; y < r.height(); y++) {
            int at = (r.y() + y) * sizes.get(level).width() + r.x();
            System.arraycopy(from, at, tile, y * r.width(), r.width());
          }
          return tile;
        });
  }

  private static List<PyramidSpec.Size> sizes(int width, int height) {
    List<PyramidSpec.Size> sizes = new ArrayList<>(List.of(new PyramidSpec.Size(width, height)));
    int w = width / 2;
    int h = height / 2;
    while (Math.min(w, h) >= LEAST_LEVEL_PX) {
      sizes.add(new PyramidSpec.Size(w, h));
      w /= 2;
      h /= 2;
    }
    return sizes;
  }

  private static List<short[]> pyramid(short[] image, List<PyramidSpec.Size> sizes) {
    List<short[]> levels = new ArrayList<>(List.of(image));
    for (int l = 1; l < sizes.size(); l++) {
      short[] from = levels.get(l - 1);
      int stride = sizes.get(l - 1).width();
      int w = sizes.get(l).width();
      short[] to = new short[w * sizes.get(l).height()];
      for (int i = 0; i < to.length; i++) {
        int at = i / w * 2 * stride + i % w * 2;
        int sum = (from[at] & 0xffff) + (from[at + 1] & 0xffff);
        sum += (from[at + stride] & 0xffff) + (from[at + stride + 1] & 0xffff);
        to[i] = (short) ((sum + 2) / 4);
      }
      levels.add(to);
    }
    return levels;
  }
}
