package org.imaxt.core.imc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code .mcd} file: its acquisitions and pictures. Opening reads the schema at its end; pixels
 * and pictures are read when asked for.
 */
public final class McdFile {

  /** .NET's serialisation before an embedded image, bytes; one byte of it follows the image. */
  private static final int PICTURE_HEADER = 161;

  private final Path path;
  private final List<McdAcquisition> acquisitions;
  private final List<McdPicture> pictures;
  private final List<String> notes;

  private McdFile(
      Path path, List<McdAcquisition> acquisitions, List<McdPicture> pictures, List<String> notes) {
    this.path = path;
    this.acquisitions = List.copyOf(acquisitions);
    this.pictures = List.copyOf(pictures);
    this.notes = List.copyOf(notes);
  }

  /**
   * Opens a file.
   *
   * @param path the file
   * @return its content
   * @throws ImcException if it holds no schema, and none lies beside it
   * @throws IOException if it cannot be read
   */
  public static McdFile open(Path path) throws IOException {
    McdTrailer.Found found = McdTrailer.find(path);
    McdSchema schema = found.schema();
    List<String> notes = new ArrayList<>(found.notes());
    if (!schema.whole() && found.notes().isEmpty()) {
      notes.add("its MCDSchema is damaged; what comes before the damage is used");
    }
    long size = Files.size(path);
    return new McdFile(
        path, new McdAcquisitions(schema, size, notes).all(), pictures(schema, size), notes);
  }

  /**
   * The file.
   *
   * @return its path as given
   */
  public Path path() {
    return path;
  }

  /**
   * What the instrument measured or was to measure.
   *
   * @return in the order of the file
   */
  public List<McdAcquisition> acquisitions() {
    return acquisitions;
  }

  /**
   * An acquisition.
   *
   * @param id its number
   * @return empty if there is none of this number
   */
  public Optional<McdAcquisition> acquisition(int id) {
    return acquisitions.stream().filter(a -> a.id() == id).findFirst();
  }

  /**
   * Pictures of slides, panoramas and regions that lie in the file.
   *
   * @return in the order of the file's tables
   */
  public List<McdPicture> pictures() {
    return pictures;
  }

  /**
   * What is odd about the file and was put right.
   *
   * @return sentences in lower case, without the file's name
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * The pixels of an acquisition.
   *
   * @param acquisition one of {@link #acquisitions()}
   * @return its pixels, those that the file has
   */
  public RegionPixels pixels(McdAcquisition acquisition) {
    return new McdPixels(path, acquisition);
  }

  /**
   * Reads a picture.
   *
   * @param picture one of {@link #pictures()}
   * @return bytes of a PNG, JPEG, BMP or TIFF file, or empty if something else lies there
   * @throws IOException if the file cannot be read
   */
  public Optional<byte[]> picture(McdPicture picture) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      byte[] bytes =
          McdTrailer.read(file, picture.start(), (int) (picture.end() - picture.start()));
      return pictureEnding(bytes).isEmpty() ? Optional.empty() : Optional.of(bytes);
    }
  }

  /**
   * The ending of an image file by its first bytes.
   *
   * @param bytes the file
   * @return {@code png}, {@code jpg}, {@code bmp} or {@code tif}; empty if it is none of these
   */
  public static Optional<String> pictureEnding(byte[] bytes) {
    long head = 0;
    for (int i = 0; i < 4; i++) {
      head = head << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
    }
    if (head == 0x89504e47L) {
      return Optional.of("png");
    } else if (head >> 8 == 0xffd8ffL) {
      return Optional.of("jpg");
    } else if (head >> 16 == 0x424dL) {
      return Optional.of("bmp");
    }
    return head == 0x49492a00L || head == 0x4d4d002aL ? Optional.of("tif") : Optional.empty();
  }

  private static List<McdPicture> pictures(McdSchema schema, long size) {
    List<McdPicture> pictures = new ArrayList<>();
    for (Map<String, String> row : schema.rows("Slide")) {
      add(pictures, McdPicture.Kind.SLIDE, row, "Image", size);
    }
    for (Map<String, String> row : schema.rows("Panorama")) {
      add(pictures, McdPicture.Kind.PANORAMA, row, "Image", size);
    }
    for (Map<String, String> row : schema.rows("Acquisition")) {
      add(pictures, McdPicture.Kind.BEFORE, row, "BeforeAblationImage", size);
      add(pictures, McdPicture.Kind.AFTER, row, "AfterAblationImage", size);
    }
    return pictures;
  }

  /** Offsets of 0 and 0 mean that there is no picture. */
  private static void add(
      List<McdPicture> pictures,
      McdPicture.Kind kind,
      Map<String, String> row,
      String column,
      long size) {
    long start = McdSchema.whole(row, column + "StartOffset", 0) + PICTURE_HEADER;
    long end = McdSchema.whole(row, column + "EndOffset", 0) - 1;
    if (end <= start || start <= PICTURE_HEADER || end > size || end - start > 1 << 30) {
      return;
    }
    List<Double> corners = new ArrayList<>();
    for (int corner = 1; corner <= 4; corner++) {
      for (String axis : List.of("X", "Y")) {
        double at = McdSchema.number(row, "Slide%s%dPosUm".formatted(axis, corner), Double.NaN);
        if (!Double.isNaN(at)) {
          corners.add(at);
        }
      }
    }
    pictures.add(
        new McdPicture(
            kind,
            (int) McdSchema.whole(row, "ID", 0),
            row.getOrDefault("Description", ""),
            start,
            end,
            corners.size() == 8 ? corners : List.of()));
  }
}
