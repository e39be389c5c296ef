package org.imaxt.imc.cells;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.imaxt.core.algo.measure.Statistic;
import org.imaxt.core.sample.ScanDocument.ScanChannel;

/** What the columns of the table of a region's cells are called. */
public final class CellColumns {

  /** Number of the object in the label images. */
  public static final String OBJECT = "object";

  /** Middle of the object in the region's frame, µm. */
  public static final String X_UM = "x_um";

  /** Middle of the object in the region's frame, µm. */
  public static final String Y_UM = "y_um";

  private CellColumns() {}

  /**
   * Column of a property.
   *
   * @param kind part of the cell
   * @param property what of its shape
   * @return {@code <kind>_<property>}
   */
  public static String of(ObjectKind kind, ShapeProperty property) {
    return kind.word() + "_" + property.word();
  }

  /**
   * Column of a statistic.
   *
   * @param kind part of the cell
   * @param statistic what of its values
   * @param channel the channel's key, or its name in tables that leave the sample
   * @return {@code <kind>_<statistic>_<channel>}
   */
  public static String of(ObjectKind kind, Statistic statistic, String channel) {
    return "%s_%s_%s".formatted(kind.word(), statistic.name().toLowerCase(Locale.ROOT), channel);
  }

  /**
   * The channels as columns of the sample spell them.
   *
   * @param channels channels of a region
   * @return their keys, each once, without slashes
   */
  public static List<String> keys(List<ScanChannel> channels) {
    return distinct(channels.stream().map(c -> c.key().replace('/', '_')).toList());
  }

  /**
   * The channels as people call them.
   *
   * @param channels channels of a region
   * @return their names, the key where there is none and behind what is no other channel's alone
   */
  public static List<String> names(List<ScanChannel> channels) {
    List<String> names =
        channels.stream().map(c -> c.name().isBlank() ? c.key() : c.name()).toList();
    List<String> clear = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      String name = names.get(c);
      boolean alone = names.indexOf(name) == names.lastIndexOf(name);
      clear.add(alone ? name : "%s (%s)".formatted(name, channels.get(c).key()));
    }
    return distinct(clear);
  }

  private static List<String> distinct(List<String> words) {
    Set<String> taken = new HashSet<>();
    List<String> distinct = new ArrayList<>();
    for (String word : words) {
      String one = word;
      for (int n = 2; !taken.add(one); n++) {
        one = word + "_" + n;
      }
      distinct.add(one);
    }
    return distinct;
  }

  /**
   * All columns of a region's table in their order.
   *
   * @param kinds the parts that are measured
   * @param keys the channels as {@link #keys} spells them
   * @return names
   */
  public static List<String> all(List<ObjectKind> kinds, List<String> keys) {
    List<String> names = new ArrayList<>(List.of(OBJECT, X_UM, Y_UM));
    for (ObjectKind kind : kinds) {
      for (ShapeProperty property : ShapeProperty.values()) {
        names.add(of(kind, property));
      }
      for (Statistic statistic : Statistic.values()) {
        keys.forEach(key -> names.add(of(kind, statistic, key)));
      }
    }
    return names;
  }
}
