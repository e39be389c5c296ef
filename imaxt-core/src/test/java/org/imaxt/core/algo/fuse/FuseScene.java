package org.imaxt.core.algo.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import org.imaxt.core.algo.distortion.InverseGrid;
import org.imaxt.core.algo.flatfield.Flatfield;
import org.imaxt.core.model.Distortion;
import org.imaxt.core.model.Orientation;

/** Tiles of a known scene, seen through a known flat field by a camera of known orientation. */
final class FuseScene {

  private FuseScene() {}

  static Flatfield vignetted(int width, int height) {
    float[] gain = new float[width * height];
    float[] dark = new float[width * height];
    float[] mask = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dx = (x + 0.5) / width - 0.45;
        double dy = (y + 0.5) / height - 0.6;
        gain[y * width + x] = (float) (1.1 - 0.6 * (dx * dx + dy * dy));
        dark[y * width + x] = 20 + 0.1f * x;
        mask[y * width + x] = x < 3 ? 0 : 1;
      }
    }
    return Flatfield.of(width, height, gain, dark, mask);
  }

  /** The raw tile that a camera records: raw = gain × scene(centre) + dark, rounded. */
  static ArrayImg<UnsignedShortType, ShortArray> tile(
      double xPx, double yPx, Flatfield flat, Orientation o, DoubleBinaryOperator scene) {
    int w = flat.width();
    int h = flat.height();
    short[] raw = new short[w * h];
    int turnedWidth = o.width(w, h);
    int turnedHeight = o.height(w, h);
    for (int v = 0; v < turnedHeight; v++) {
      for (int u = 0; u < turnedWidth; u++) {
        int i =
            (int) o.cameraY(u + 0.5, v + 0.5, w, h) * w + (int) o.cameraX(u + 0.5, v + 0.5, w, h);
        double seen = scene.applyAsDouble(xPx + u + 0.5, yPx + v + 0.5);
        raw[i] = (short) Math.round(flat.gainAt(i) * seen + flat.darkAt(i));
      }
    }
    return ArrayImgs.unsignedShorts(raw, w, h);
  }

  /** The raw tile that a camera records through a distortion, with rounded numbers. */
  static ArrayImg<UnsignedShortType, ShortArray> tile(
      double xPx,
      double yPx,
      Flatfield flat,
      Orientation o,
      Distortion distortion,
      DoubleBinaryOperator scene) {
    int w = flat.width();
    int h = flat.height();
    Orientation back = o.inverse();
    int turnedWidth = o.width(w, h);
    int turnedHeight = o.height(w, h);
    short[] raw = new short[w * h];
    double[] ideal = new double[2];
    for (int v = 0, i = 0; v < h; v++) {
      for (int u = 0; u < w; u++, i++) {
        distortion.ideal(u + 0.5, v + 0.5, ideal);
        double x = back.cameraX(ideal[0], ideal[1], turnedWidth, turnedHeight);
        double y = back.cameraY(ideal[0], ideal[1], turnedWidth, turnedHeight);
        double seen = scene.applyAsDouble(xPx + x, yPx + y);
        raw[i] = (short) Math.round(flat.gainAt(i) * seen + flat.darkAt(i));
      }
    }
    return ArrayImgs.unsignedShorts(raw, w, h);
  }

  /** A jittered grid of overlapping tiles. */
  static List<TilePixels> grid(
      int columns, int rows, Flatfield flat, Orientation o, DoubleBinaryOperator scene, long seed) {
    Random random = new Random(seed);
    int stepX = o.width(flat.width(), flat.height()) - 14;
    int stepY = o.height(flat.width(), flat.height()) - 12;
    List<TilePixels> tiles = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        // Rounded as the kernel rounds, so that the scene is drawn where the tile lies.
        double x = Math.rint((c * stepX + 4 * random.nextDouble()) * 0x1p20) * 0x1p-20;
        double y = Math.rint((r * stepY + 4 * random.nextDouble()) * 0x1p20) * 0x1p-20;
        tiles.add(new TilePixels(tile(x, y, flat, o, scene), x, y));
      }
    }
    return tiles;
  }

  static FusedBlock fuse(
      List<TilePixels> tiles, TileWeights weights, long x, long y, int w, int h) {
    MosaicBlock block = new MosaicBlock(x, y, w, h);
    for (TilePixels tile : tiles) {
      block.add(tile, weights);
    }
    return block.mean();
  }

  /** Tiles through a distortion. */
  static FusedBlock fuse(
      List<TilePixels> tiles,
      TileWeights weights,
      InverseGrid inverse,
      long x,
      long y,
      int w,
      int h) {
    MosaicBlock block = new MosaicBlock(x, y, w, h);
    for (TilePixels tile : tiles) {
      block.add(tile, weights, inverse);
    }
    return block.mean();
  }
}
