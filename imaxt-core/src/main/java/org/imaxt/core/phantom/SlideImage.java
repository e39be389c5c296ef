package org.imaxt.core.phantom;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;

/**
 * A rendered slide scan in memory.
 *
 * @param slide what is true of it
 * @param channels one image a channel, ADU as unsigned 16 bits, rows from top to bottom, (x, y)
 */
public record SlideImage(SlideTruth slide, List<short[]> channels) {
  /** Edge of the pieces that are rendered at a time; part of what the noise depends on. */
  private static final int PIECE_PX = 512;

  /** Copies the list, not the pixels. */
  public SlideImage {
    channels = List.copyOf(channels);
  }

  /**
   * Renders one slide of a phantom.
   *
   * @param params the phantom, with slides
   * @param name name of the slide, as the truth has it
   * @param executor where pieces are rendered
   * @return the slide
   * @throws IllegalArgumentException if the phantom has no such slide
   */
  public static SlideImage render(PhantomParams params, String name, TaskExecutor executor) {
    Phantom phantom = new Phantom(params);
    SlideTruth slide = phantom.truth().slide(name);
    return render(phantom.slideRenderer(), slide, executor);
  }

  static SlideImage render(SlideRenderer renderer, SlideTruth slide, TaskExecutor executor) {
    int w = slide.widthPx();
    int h = slide.heightPx();
    List<short[]> images = new ArrayList<>();
    slide.channels().forEach(c -> images.add(new short[w * h]));
    List<int[]> pieces = new ArrayList<>();
    for (int y = 0; y < h; y += PIECE_PX) {
      for (int x = 0; x < w; x += PIECE_PX) {
        pieces.add(new int[] {x, y, Math.min(PIECE_PX, w - x), Math.min(PIECE_PX, h - y)});
      }
    }
    executor.forEach(
        pieces,
        p -> {
          short[][] piece = renderer.piece(slide, p[0], p[1], p[2], p[3]);
          for (int c = 0; c < piece.length; c++) {
            for (int y = 0; y < p[3]; y++) {
              System.arraycopy(piece[c], y * p[2], images.get(c), (p[1] + y) * w + p[0], p[2]);
            }
          }
        });
    return new SlideImage(slide, images);
  }

  /**
   * Value of a pixel.
   *
   * @param channel channel, from 1
   * @param x column, px
   * @param y row, px
   * @return ADU
   */
  public int at(int channel, int x, int y) {
    return channels.get(channel - 1)[y * slide.widthPx() + x] & 0xffff;
  }
}
