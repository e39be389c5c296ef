package org.imaxt.federation.slides;

import ij.ImagePlus;
import ij.ImageStack;
import ij.Macro;
import ij.Menus;
import ij.plugin.PlugIn;
import ij.process.ShortProcessor;
import java.lang.reflect.Field;
import java.util.Hashtable;

/**
 * Stands in for the command of Bio-Formats: shows each scene of {@code <name>.czi}, whatever is in
 * the file, and its coarser levels as images of their own, as Bio-Formats does.
 */
public final class StandInImporter implements PlugIn {

  /** Scenes that it shows. */
  static final int SCENES = 2;

  static final int WIDTH = 70;
  static final int HEIGHT = 35;
  static final int CHANNELS = 2;

  /** Files that it was asked to open. */
  static int opened;

  /** Made by ImageJ. */
  public StandInImporter() {}

  /** Puts it into ImageJ's table of commands, or takes it out. */
  static void installed(boolean there) throws ReflectiveOperationException {
    Field table = Menus.class.getDeclaredField("pluginsTable");
    table.setAccessible(true);
    Hashtable<String, String> commands = new Hashtable<>();
    if (there) {
      commands.put(BioFormats.COMMAND, StandInImporter.class.getName());
    }
    table.set(null, commands);
    opened = 0;
  }

  /** What it shows at a place. */
  static int value(int scene, int channel, int x, int y) {
    return 1000 * scene + 300 * channel + x + 2 * y;
  }

  @Override
  public void run(String arg) {
    String options = Macro.getOptions();
    if (!Macro.getValue(options, "open", "").endsWith(".czi")
        || !options.contains("open_all_series")
        || !options.contains("use_virtual_stack")) {
      throw new IllegalArgumentException(options);
    }
    opened++;
    for (int scene = 0; scene < SCENES; scene++) {
      show(scene, 1);
      show(scene, 2);
    }
  }

  private static void show(int scene, int factor) {
    ImageStack stack = new ImageStack(WIDTH / factor, HEIGHT / factor);
    for (int c = 0; c < CHANNELS; c++) {
      ShortProcessor plane = new ShortProcessor(WIDTH / factor, HEIGHT / factor);
      for (int y = 0; y < plane.getHeight(); y++) {
        for (int x = 0; x < plane.getWidth(); x++) {
          plane.set(x, y, value(scene, c, factor * x, factor * y));
        }
      }
      stack.addSlice(plane);
    }
    ImagePlus image = new ImagePlus("scene " + scene, stack);
    image.setDimensions(CHANNELS, 1, 1);
    image.show();
  }
}
