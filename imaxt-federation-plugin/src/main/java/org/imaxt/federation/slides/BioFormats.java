package org.imaxt.federation.slides;

import ij.IJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imaxt.core.stage.InputException;

/**
 * What Bio-Formats shows of a file. It is part of Fiji and of nothing of ours: reached by the name
 * of its command, where the program that we run inside has one of that name.
 */
final class BioFormats implements AutoCloseable {

  /** Name of the command in Fiji's menus. */
  static final String COMMAND = "Bio-Formats Importer";

  /** Planes are read when they are asked for; as numbers, not as they would be shown. */
  private static final String OPTIONS =
      "open=[%s] color_mode=Grayscale open_all_series rois_import=[ROI manager] view=Hyperstack"
          + " stack_order=XYCZT use_virtual_stack";

  /** ImageJ keeps one table of commands and one list of windows. */
  private static final Object TURN = new Object();

  private final Path file;
  private final List<ImagePlus> opened;

  private BioFormats(Path file, List<ImagePlus> opened) {
    this.file = file;
    this.opened = opened;
  }

  /** Whether the program that we run inside has it: Fiji has, the command line has not. */
  static boolean isThere() {
    boolean running = IJ.getInstance() != null || GraphicsEnvironment.isHeadless();
    Map<?, ?> commands = running ? Menus.getCommands() : null;
    return commands != null && commands.containsKey(COMMAND);
  }

  /**
   * Opens all images of a file, without their pixels.
   *
   * @throws InputException if Bio-Formats shows none
   */
  static BioFormats open(Path file) {
    synchronized (TURN) {
      List<ImagePlus> opened = new ArrayList<>();
      quietly(
          () -> {
            Set<Integer> before = new HashSet<>();
            images().forEach(image -> before.add(image.getID()));
            IJ.run(COMMAND, OPTIONS.formatted(file));
            images().stream().filter(i -> !before.contains(i.getID())).forEach(opened::add);
          },
          file);
      if (opened.isEmpty()) {
        throw new InputException(
            file + ": Bio-Formats shows no image of it; open it in Fiji to see why");
      }
      return new BioFormats(file, opened);
    }
  }

  /** In batch mode no window opens, and images are kept without one where there is no screen. */
  private static void quietly(Runnable command, Path file) {
    boolean was = Interpreter.batchMode;
    Interpreter.batchMode = true;
    try {
      command.run();
    } catch (RuntimeException e) { // ImageJ ends commands by exceptions that say little
      throw new InputException(file + ": Bio-Formats ended early: " + e.getMessage(), e);
    } finally {
      Interpreter.batchMode = was;
    }
  }

  /** Those in windows, those that batch mode keeps, and the one that is being worked on. */
  private static List<ImagePlus> images() {
    List<ImagePlus> images = new ArrayList<>();
    int[] ids = WindowManager.getIDList();
    for (int i = 0; ids != null && i < ids.length; i++) {
      images.add(WindowManager.getImage(ids[i]));
    }
    ImagePlus current = WindowManager.getCurrentImage();
    if (current != null && images.stream().noneMatch(i -> i.getID() == current.getID())) {
      images.add(current);
    }
    return images;
  }

  /**
   * The image of a slide: the first of its size, or where several scenes have that size the one in
   * its turn.
   *
   * @param slide the slide, with all its channels
   * @param turn how many scenes of that size come before
   * @throws InputException if none is like it
   */
  Image image(Slide slide, int turn) {
    List<ImagePlus> alike =
        opened.stream()
            .filter(i -> i.getWidth() == slide.widthPx() && i.getHeight() == slide.heightPx())
            .toList();
    if (alike.size() <= turn) {
      throw new InputException(
          "%s: none of the images that Bio-Formats shows has the %s x %s px of its tiles; let"
                  .formatted(slide.file(), slide.widthPx(), slide.heightPx())
              + " Bio-Formats stitch CZI files in its configuration, or export it as OME-TIFF");
    }
    ImagePlus image = alike.get(turn);
    int channels = slide.channels().size();
    boolean colour = image.getType() == ImagePlus.COLOR_RGB;
    if (image.getNSlices() * image.getNFrames() > 1
        || image.getNChannels() * (colour ? 3 : 1) != channels) {
      throw new InputException(
          "%s: it has %s channels, Bio-Formats shows %s planes; export it as OME-TIFF"
              .formatted(slide.file(), channels, image.getStackSize()));
    }
    return new Image(image);
  }

  /**
   * One image.
   *
   * @param of where its planes come from
   */
  record Image(ImagePlus of) {

    /** A channel from 0: {@code byte[]}, {@code short[]} or {@code float[]}, row by row. */
    Object channel(int channel) {
      ImageProcessor first = of.getStack().getProcessor(1);
      if (first instanceof ColorProcessor colours) {
        return colours.getChannel(channel + 1);
      }
      return of.getStack().getProcessor(of.getStackIndex(channel + 1, 1, 1)).getPixels();
    }
  }

  @Override
  public void close() {
    synchronized (TURN) {
      for (ImagePlus image : opened) {
        image.changes = false; // or it asks whether to save them
        quietly(image::close, file);
      }
    }
  }
}
