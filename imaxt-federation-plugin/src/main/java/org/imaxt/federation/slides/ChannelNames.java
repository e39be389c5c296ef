package org.imaxt.federation.slides;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.imaxt.core.sample.Layout;

/** Gives every channel a name of its own. */
final class ChannelNames {

  private ChannelNames() {}

  /**
   * Names that differ.
   *
   * @param stated names as the file has them; empty where it has none
   * @return the names; {@code C01} and so on for those without, a number added to repeated ones
   */
  static List<String> of(List<String> stated) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int c = 0; c < stated.size(); c++) {
      // a comma could not be written where names are asked for
      String wanted = stated.get(c).replace(',', ' ').strip();
      String name = wanted.isEmpty() ? Layout.channelName(c + 1) : wanted;
      for (int again = 2; !taken.add(name); again++) {
        name = (wanted.isEmpty() ? Layout.channelName(c + 1) : wanted) + " " + again;
      }
      names.add(name);
    }
    return names;
  }
}
