package org.imaxt.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.imaxt.core.phantom.SlideTruth;
import org.imaxt.core.tiff.OmeChannel;
import org.imaxt.core.tiff.OmeMetadata;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.PyramidSpec;
import org.imaxt.core.tiff.PyramidTiffWriter;
import org.imaxt.core.tiff.TiffReader;
import org.imaxt.core.tiff.TiffRegion;

/** A slide scan in memory, on which others can be laid. */
final class Glass {

  private static final int TILE_PX = 512;

  /** Rows at the top of a phantom's slide that show nothing. */
  private static final int EMPTY_ROWS = 40;

  private final SlideTruth like;
  private final int width;
  private final int height;
  private final List<short[]> channels;

  private Glass(SlideTruth like, int width, int height, List<short[]> channels) {
    this.like = like;
    this.width = width;
    this.height = height;
    this.channels = channels;
  }

  /** The scan of a phantom's slide. */
  static Glass of(SlideTruth slide, Path folder) throws IOException {
    List<short[]> channels = new ArrayList<>();
    try (TiffReader reader = TiffReader.open(folder.resolve(slide.file()))) {
      TiffRegion all = new TiffRegion(0, 0, slide.widthPx(), slide.heightPx());
      for (int c = 0; c < slide.channels().size(); c++) {
        channels.add((short[]) reader.readRegion(reader.pages().get(c), all));
      }
    }
    return new Glass(slide, slide.widthPx(), slide.heightPx(), channels);
  }

  /** Glass of another size that looks like that beside the section of this scan. */
  Glass empty(int wide, int high) {
    Random random = new Random(like.name().hashCode());
    int[] from = random.ints((long) wide * high, 0, EMPTY_ROWS * width).toArray();
    List<short[]> pixels = new ArrayList<>();
    for (short[] seen : channels) {
      short[] noise = new short[wide * high];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = seen[from[i]];
      }
      pixels.add(noise);
    }
    return new Glass(like, wide, high, pixels);
  }

  /** Lays a scan with its corner at a pixel; what juts out is cut off. */
  Glass with(Glass scan, int x, int y) {
    int first = Math.max(0, -x);
    int n = Math.min(scan.width, width - x) - first;
    for (int c = 0; c < channels.size(); c++) {
      for (int v = Math.max(0, -y); v < Math.min(scan.height, height - y); v++) {
        System.arraycopy(
            scan.channels.get(c),
            v * scan.width + first,
            channels.get(c),
            (v + y) * width + x + first,
            n);
      }
    }
    return this;
  }

  /** Writes it as OME-TIFF. */
  void write(Path file) throws IOException {
    List<OmeChannel> names =
        IntStream.range(0, channels.size())
            .mapToObj(c -> new OmeChannel(like.channels().get(c).name(), 0))
            .toList();
    OmeMetadata ome =
        new OmeMetadata(
            like.name(),
            width,
            height,
            1,
            1,
            PixelType.UINT16,
            new OmeMetadata.Voxel(like.pixelSizeUm(), like.pixelSizeUm(), 0),
            names,
            Map.of());
    PyramidSpec spec =
        new PyramidSpec(ome, List.of(new PyramidSpec.Size(width, height)), TILE_PX, 1);
    PyramidTiffWriter.write(
        file,
        spec,
        (page, level, tileX, tileY) -> {
          TiffRegion r = spec.region(level, tileX, tileY);
          short[] tile = new short[r.width() * r.height()];
          for (int v = 0; v < r.height(); v++) {
            int at = (r.y() + v) * width + r.x();
            System.arraycopy(channels.get(page), at, tile, v * r.width(), r.width());
          }
          return tile;
        });
  }
}
