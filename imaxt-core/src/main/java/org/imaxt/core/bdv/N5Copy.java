package org.imaxt.core.bdv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.imaxt.core.ngff.Channel;
import org.imaxt.core.ngff.Level;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.ImageScale;
import org.imaxt.core.sample.OutputFile;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.zarr.DataType;
import org.imaxt.core.zarr.FileStore;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrGroup;

/**
 * Copies an image of a sample into the format {@code bdv.n5}, which plain BigDataViewer opens: an
 * XML file and an N5 folder beside it, {@code setup<channel>/timepoint0/s<level>}.
 *
 * <p>Numbers are copied as they are stored. The folder is written under another name first, so that
 * one that is there is whole.
 */
public final class N5Copy {

  private static final String ATTRIBUTES = "attributes.json";

  /** Version of the N5 specification that readers check. */
  private static final String N5 = "2.5.1";

  private final OmeImage image;
  private final Store store;

  private N5Copy(OmeImage image, Store store) {
    this.image = image;
    this.store = store;
  }

  /**
   * Writes the copy.
   *
   * @param sample the sample
   * @param path path of an OME image group of uint16 inside it, (t, c, z, y, x)
   * @param xml the XML file; the folder has its name and the ending {@code .n5}
   * @param executor threads to use
   * @param perBlock called once a row of blocks; may throw to end the work
   * @return number of views (channels)
   * @throws SampleFormatException if there is no such image, or the folder is there and no copy of
   *     ours
   */
  public static int write(
      Sample sample, String path, Path xml, TaskExecutor executor, Runnable perBlock) {
    if (!ZarrGroup.exists(sample.store(), path)
        || !OmeImage.isImage(ZarrGroup.open(sample.store(), path))) {
      throw new SampleFormatException(
          "%s has no image at '%s'; imaxt info lists them".formatted(sample.location(), path));
    }
    OmeImage image = OmeImage.open(ZarrGroup.open(sample.store(), path));
    if (image.levels().get(0).spec().dimensions() != 5
        || image.levels().get(0).spec().type() != DataType.UINT16) {
      throw new SampleFormatException(
          path
              + " cannot be copied to bdv.n5: it must have the axes t, c, z, y, x and hold uint16");
    }
    Path folder = OutputFile.folder(xml);
    String name = xml.getFileName().toString().replaceAll("\\.xml$", "") + ".n5";
    Path target = folder.resolve(name);
    requireOurs(target);
    Path part = folder.resolve("." + name + ".part");
    FileStore beside = new FileStore(folder);
    try {
      beside.deleteTree(part.getFileName().toString());
      Files.createDirectories(part);
      new N5Copy(image, new FileStore(part)).copy(sample, executor, perBlock);
      beside.deleteTree(name);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new SampleFormatException(target + " cannot be written: " + e, e);
    }
    List<BdvView> views = views(image, path);
    OutputFile.write(xml, SpimData.text(views, SpimData.Loader.N5, name));
    return views.size();
  }

  private static void requireOurs(Path target) {
    if (!Files.exists(target)) {
      return;
    }
    try {
      if (Files.readString(target.resolve(ATTRIBUTES)).contains("\"imaxt\"")) {
        return;
      }
    } catch (IOException notOurs) {
      throw new SampleFormatException(
          target + " is there and no copy of a sample; name another file", notOurs);
    }
    throw new SampleFormatException(
        target + " is there and no copy of a sample; name another file");
  }

  private void copy(Sample sample, TaskExecutor executor, Runnable perBlock) {
    JsonObject root = new JsonObject();
    root.addProperty("n5", N5);
    JsonObject imaxt = new JsonObject();
    imaxt.addProperty("bscale", ImageScale.read(image).bscale());
    imaxt.addProperty("bzero", ImageScale.read(image).bzero());
    root.add("imaxt", imaxt);
    json("", root);
    long channels = image.levels().get(0).spec().shape()[1];
    for (int channel = 0; channel < channels; channel++) {
      String setup = "setup" + channel;
      json(setup, setupAttributes());
      json(setup + "/timepoint0", timepointAttributes());
      for (int level = 0; level < image.levels().size(); level++) {
        N5Blocks blocks = new N5Blocks(image.levels().get(level), channel, sample.cache(), store);
        String path = setup + "/timepoint0/s" + level;
        json(path, blocks.attributes());
        executor.forEach(
            blocks.rows(),
            row -> {
              perBlock.run();
              blocks.write(path, row);
            });
      }
    }
  }

  private void json(String path, JsonObject object) {
    store.write(
        path.isEmpty() ? ATTRIBUTES : path + "/" + ATTRIBUTES,
        object.toString().getBytes(StandardCharsets.UTF_8));
  }

  private JsonObject setupAttributes() {
    List<Level> levels = image.document().multiscale().levels();
    JsonArray factors = new JsonArray();
    for (Level level : levels) {
      JsonArray factor = new JsonArray();
      for (int axis = 4; axis >= 2; axis--) {
        factor.add(Math.round(level.scale().get(axis) / levels.get(0).scale().get(axis)));
      }
      factors.add(factor);
    }
    JsonObject json = new JsonObject();
    json.add("downsamplingFactors", factors);
    json.addProperty("dataType", "uint16");
    return json;
  }

  private JsonObject timepointAttributes() {
    Level finest = image.document().multiscale().levels().get(0);
    JsonArray resolution = new JsonArray();
    for (int axis = 4; axis >= 2; axis--) {
      resolution.add(finest.scale().get(axis));
    }
    JsonObject json = new JsonObject();
    json.add("resolution", resolution);
    json.addProperty("saved_completely", true);
    json.addProperty("multiScale", true);
    return json;
  }

  private static List<BdvView> views(OmeImage image, String path) {
    long[] shape = image.levels().get(0).spec().shape();
    Level finest = image.document().multiscale().levels().get(0);
    List<Channel> channels = image.document().channels();
    List<BdvView> views = new ArrayList<>();
    for (int channel = 1; channel <= shape[1]; channel++) {
      views.add(
          new BdvView(
              1,
              path.substring(path.lastIndexOf('/') + 1),
              channel,
              channel <= channels.size() ? channels.get(channel - 1).label() : "C" + channel,
              path,
              shape[4],
              shape[3],
              shape[2],
              finest.scale().get(4),
              finest.scale().get(2),
              finest.translation().get(4),
              finest.translation().get(3),
              finest.translation().get(2),
              BdvView.IN_PLACE));
    }
    return views;
  }
}
