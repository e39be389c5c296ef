package org.imaxt.core.algo.network;

import java.util.List;
import org.imaxt.core.algo.augment.LabelledImage;

/**
 * What a network of three classes should answer to an image with labels.
 *
 * <p>The third class is where two objects meet: pixels with two different objects within {@link
 * #REACH_PX}, so touching objects come apart and all others keep their whole rim. A rim around
 * every object would leave nothing of those two pixels in radius, and a distance to regress would
 * say no more than the distance transform of the second class, which the watershed takes anyway.
 */
public final class ClassTargets implements Targets {

  /** The classes, in the order of the channels. */
  public static final List<String> CLASSES = List.of("background", "object", "contact");

  /** Index of the class of objects. */
  public static final int OBJECT = 1;

  /** Index of the class of places where objects meet. */
  public static final int CONTACT = 2;

  /** Objects so near to one another meet, px. */
  public static final int REACH_PX = 2;

  /** Objects take a few hundredths of an image, contacts a few thousandths. */
  private static final float[] WEIGHTS = {1, 2, 4};

  private final List<String> names;

  /** Targets of {@link #CLASSES}. */
  public ClassTargets() {
    this(CLASSES);
  }

  /**
   * Targets of the same classes by other names.
   *
   * @param names names of background, object and contact
   */
  public ClassTargets(List<String> names) {
    if (names.size() != CLASSES.size()) {
      throw new IllegalArgumentException(
          "the classes are background, object and contact, got " + names);
    }
    this.names = List.copyOf(names);
  }

  @Override
  public List<String> classes() {
    return names;
  }

  @Override
  public int object() {
    return OBJECT;
  }

  @Override
  public float[] of(LabelledImage pair) {
    float[] targets = new float[pair.labels().length * CLASSES.size()];
    for (int y = 0; y < pair.height(); y++) {
      for (int x = 0; x < pair.width(); x++) {
        int at = y * pair.width() + x;
        int own = meets(pair, x, y) ? CONTACT : pair.labels()[at] != 0 ? OBJECT : 0;
        targets[at * CLASSES.size() + own] = WEIGHTS[own];
      }
    }
    return targets;
  }

  private static boolean meets(LabelledImage pair, int x, int y) {
    int first = 0;
    for (int v = Math.max(0, y - REACH_PX); v <= Math.min(pair.height() - 1, y + REACH_PX); v++) {
      for (int u = Math.max(0, x - REACH_PX); u <= Math.min(pair.width() - 1, x + REACH_PX); u++) {
        int label = pair.labels()[v * pair.width() + u];
        int dx = u - x;
        int dy = v - y;
        if (label == 0 || label == first || dx * dx + dy * dy > REACH_PX * REACH_PX + 1) {
          continue;
        }
        if (first != 0) {
          return true;
        }
        first = label;
      }
    }
    return false;
  }
}
