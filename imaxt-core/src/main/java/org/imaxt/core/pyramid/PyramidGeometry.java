package org.imaxt.core.pyramid;

import java.util.ArrayList;
import java.util.List;
import org.imaxt.core.ngff.Multiscale;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;

/**
 * Sizes of the levels of an image, its chunks and its superblocks.
 *
 * <p>Chunks have {@value #CHUNK} px a side and superblocks {@value #SUPERBLOCK}, so that a
 * superblock owns whole chunks down to {@value #LEVELS_PER_BLOCK} halvings.
 *
 * @param width width of level 0, px
 * @param height height of level 0, px
 */
public record PyramidGeometry(int width, int height) {

  /** Side of a chunk, px. */
  public static final int CHUNK = 512;

  /** Side of a superblock, px. */
  public static final int SUPERBLOCK = 4096;

  /** Halvings after which a superblock is one chunk. */
  public static final int LEVELS_PER_BLOCK = 3;

  /** Level 0 to 3, 3 to 6, 6 to 9 and 9 to 12: a coarsest chunk stands for 2 million px a side. */
  public static final int PHASES = 4;

  /** Refuses images without pixels. */
  public PyramidGeometry {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image has at least 1 x 1 px, got %s x %s".formatted(width, height));
    }
  }

  /**
   * A superblock of one plane.
   *
   * @param level the level it starts from
   * @param x column of its first pixel at that level
   * @param y row of its first pixel at that level
   * @param width columns at that level
   * @param height rows at that level
   */
  public record Block(int level, int x, int y, int width, int height) {}

  /**
   * Number of levels: the coarsest is a single chunk, or the last that the phases reach.
   *
   * @return at least 1
   */
  public int levels() {
    int count = 1;
    int side = Math.max(width, height);
    while (side > CHUNK && count <= PHASES * LEVELS_PER_BLOCK) {
      side = halved(side, 1);
      count++;
    }
    return count;
  }

  /**
   * Width of a level.
   *
   * @param level from 0
   * @return px
   */
  public int width(int level) {
    return halved(width, level);
  }

  /**
   * Height of a level.
   *
   * @param level from 0
   * @return px
   */
  public int height(int level) {
    return halved(height, level);
  }

  /**
   * Columns of superblocks at a level.
   *
   * @param level from 0
   * @return at least 1
   */
  public int columns(int level) {
    return (width(level) - 1) / SUPERBLOCK + 1;
  }

  /**
   * Rows of superblocks at a level.
   *
   * @param level from 0
   * @return at least 1
   */
  public int rows(int level) {
    return (height(level) - 1) / SUPERBLOCK + 1;
  }

  /**
   * A superblock by its place.
   *
   * @param level the level it starts from
   * @param column from 0
   * @param row from 0
   * @return the block, cut at the border of the image
   */
  public Block block(int level, int column, int row) {
    int x = column * SUPERBLOCK;
    int y = row * SUPERBLOCK;
    return new Block(
        level,
        x,
        y,
        Math.min(SUPERBLOCK, width(level) - x),
        Math.min(SUPERBLOCK, height(level) - y));
  }

  /**
   * Whether a phase has anything to do: phase 0 makes level 0 and those below it, each further one
   * the levels below the coarsest of the phase before.
   *
   * @param phase from 0
   * @return false if all levels are there before it
   */
  public boolean hasPhase(int phase) {
    return phase == 0 || phase * LEVELS_PER_BLOCK < levels() - 1;
  }

  /**
   * The levels as OME-NGFF describes them.
   *
   * @param name name of the image
   * @param scaleUm distance of pixel centres at level 0 along z, y, x, µm
   * @param originUm centre of the first pixel at level 0 along z, y, x, µm
   * @return the document, levels made by averages
   */
  public Multiscale multiscale(String name, double[] scaleUm, double[] originUm) {
    List<int[]> factors = new ArrayList<>();
    for (int level = 0; level < levels(); level++) {
      factors.add(new int[] {1, 1 << level, 1 << level});
    }
    return Multiscale.averages(name, scaleUm, originUm, factors);
  }

  /**
   * The arrays of a 5-D image, one a level.
   *
   * @param channels number of channels
   * @param planes number of planes in depth
   * @param type what a pixel holds
   * @return (t, c, z, y, x), a chunk is a square of one plane
   */
  public List<ArraySpec> arrays(int channels, int planes, DataType type) {
    List<ArraySpec> specs = new ArrayList<>();
    for (int level = 0; level < levels(); level++) {
      specs.add(
          ArraySpec.image(
              new long[] {1, channels, planes, height(level), width(level)},
              new int[] {1, 1, 1, CHUNK, CHUNK},
              type));
    }
    return specs;
  }

  private static int halved(int size, int level) {
    int side = size;
    for (int i = 0; i < level; i++) {
      side = (side >> 1) + (side & 1);
    }
    return side;
  }
}
