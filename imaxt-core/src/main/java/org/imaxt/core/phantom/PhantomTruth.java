package org.imaxt.core.phantom;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything a phantom drew; the document {@code truth.json} beside the files, whose keys are the
 * names of the components. Frames: see the package.
 *
 * @param version version of this document, 1
 * @param params what was asked for
 * @param psfSigmaUm σ of the point spread function, µm
 * @param distortion where camera pixels truly look
 * @param channels what was drawn for each channel
 * @param beads the beads of the block
 * @param sections sections and their tiles
 * @param slides slide scans in the order of their names; absent in older documents, then empty
 * @param rois regions measured by imaging mass cytometry, likewise
 */
public record PhantomTruth(
    int version,
    PhantomParams params,
    double psfSigmaUm,
    FieldDistortion distortion,
    List<ChannelTruth> channels,
    List<PhantomBead> beads,
    List<SectionTruth> sections,
    List<SlideTruth> slides,
    List<RoiTruth> rois) {

  /** Name of the document. */
  public static final String FILE_NAME = "truth.json";

  /** Copies the lists. */
  public PhantomTruth {
    channels = List.copyOf(channels);
    beads = List.copyOf(beads);
    sections = List.copyOf(sections);
    slides = slides == null ? List.of() : List.copyOf(slides);
    rois = rois == null ? List.of() : List.copyOf(rois);
  }

  /**
   * A region by its name.
   *
   * @param name name of the region
   * @return what is true of it
   * @throws IllegalArgumentException if there is none of that name
   */
  public RoiTruth roi(String name) {
    return rois.stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the phantom has no region " + name));
  }

  /**
   * A slide by its name.
   *
   * @param name name of the slide
   * @return what is true of it
   * @throws IllegalArgumentException if there is none of that name
   */
  public SlideTruth slide(String name) {
    return slides.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the phantom has no slide " + name));
  }

  /**
   * Reads a truth document.
   *
   * @param fileOrFolder the document or the folder that holds {@code truth.json}
   * @return the truth
   * @throws IOException if it cannot be read or is no truth document
   */
  public static PhantomTruth read(Path fileOrFolder) throws IOException {
    Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(FILE_NAME) : fileOrFolder;
    try {
      PhantomTruth truth = gson().fromJson(Files.readString(file), PhantomTruth.class);
      if (truth == null || truth.version != 1) {
        throw new IOException(file + " is no truth document of version 1");
      }
      return truth;
    } catch (JsonParseException e) {
      throw new IOException(file + " is no truth document", e);
    }
  }

  /**
   * Writes the document {@code truth.json}.
   *
   * @param folder folder that exists
   * @throws IOException if it cannot be written
   */
  public void write(Path folder) throws IOException {
    Files.write(
        folder.resolve(FILE_NAME), (gson().toJson(this) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Gson gson() {
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  }
}
