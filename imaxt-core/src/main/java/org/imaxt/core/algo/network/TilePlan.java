package org.imaxt.core.algo.network;

/**
 * One axis of an image cut into parts of equal length, each seen with some of its surroundings.
 *
 * @param length length of the image, px
 * @param part length of a part, px, a multiple of the model's; the last one may be shorter
 * @param halo px that a part sees of its neighbours, a multiple of the model's
 * @param start where what is seen begins, px, at most 0
 * @param end where it ends, px, at least {@code length}; a multiple of the model's from the start
 */
record TilePlan(long length, int part, int halo, int start, long end) {

  /**
   * Mirrored px around the image, rounded up to the model's multiple. Beyond them the library
   * supposes zeros, which are background; a whole halo would cost small images a fifth of the time.
   */
  static final int BORDER_PX = 16;

  private static TilePlan of(long length, long parts, int halo, int multiple) {
    int border = Math.toIntExact(up(BORDER_PX, multiple));
    long blocks = up(length, multiple) / multiple;
    int part = Math.toIntExact((blocks + parts - 1) / parts * multiple);
    return new TilePlan(
        length, part, Math.toIntExact(up(halo, multiple)), -border, up(length + border, multiple));
  }

  private static long up(long value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  /**
   * Cuts an image for the fewest pixels in all.
   *
   * @param width columns of the image, px
   * @param height rows of the image, px
   * @param halo px that an output depends on
   * @param multiple tile sizes are multiples of this, px
   * @param largestPx pixels of a tile with all it sees; exceeded only where nothing smaller is left
   * @return the columns and the rows
   */
  static TilePlan[] of(long width, long height, int halo, int multiple, long largestPx) {
    TilePlan[] best = null;
    long least = Long.MAX_VALUE;
    long finest = up(width, multiple) / multiple;
    for (long columns = 1; columns <= finest; columns++) {
      TilePlan across = of(width, columns, halo, multiple);
      TilePlan down = rows(height, halo, multiple, largestPx / across.longest());
      boolean fits = across.longest() * down.longest() <= largestPx;
      long cost = across.seen() * down.seen();
      if ((fits || columns == finest && best == null) && cost < least) {
        least = cost;
        best = new TilePlan[] {across, down};
      } else if (best != null && columns > 4 * best[0].parts()) {
        break; // ever narrower tiles see ever more of their neighbours
      }
    }
    return best;
  }

  /** The fewest rows that are low enough, or the lowest there are. */
  private static TilePlan rows(long height, int halo, int multiple, long most) {
    long finest = up(height, multiple) / multiple;
    TilePlan whole = of(height, 1, halo, multiple);
    if (whole.longest() <= most) {
      return whole;
    }
    long low = Math.max(multiple, most - 2 * whole.halo());
    long parts = Math.min(finest, Math.max(2, (height + low - 1) / low));
    TilePlan plan = of(height, parts, halo, multiple);
    while (plan.longest() > most && parts < finest) {
      plan = of(height, ++parts, halo, multiple);
    }
    return plan;
  }

  int parts() {
    return Math.toIntExact((length + part - 1) / part);
  }

  /** First pixel of a part. */
  long first(int index) {
    return (long) index * part;
  }

  /** Pixels of a part. */
  int kept(int index) {
    return (int) Math.min(part, length - first(index));
  }

  /** First pixel that is seen for a part. */
  long from(int index) {
    return Math.max(start, first(index) - halo);
  }

  /** Pixels that are seen for a part. */
  int span(int index) {
    return (int) (Math.min(end, first(index) + part + halo) - from(index));
  }

  private long longest() {
    long most = 0;
    for (int i = 0; i < Math.min(3, parts()); i++) {
      most = Math.max(most, span(i));
    }
    return most;
  }

  private long seen() {
    long sum = 0;
    for (int i = 0; i < parts(); i++) {
      sum += span(i);
    }
    return sum;
  }
}
