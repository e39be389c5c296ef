package org.imaxt.core.tiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.xml.XmlElement;
import org.imaxt.core.xml.XmlException;

/** Reads what the OME-XML of an OME-TIFF says of its images; {@link OmeMetadata} writes it. */
public final class OmeXml {

  /** Micrometres in the units of length that OME-XML has and microscopes use. */
  private static final Map<String, Double> UM =
      Map.ofEntries(
          Map.entry("pm", 1e-6),
          Map.entry("Å", 1e-4),
          Map.entry("nm", 1e-3),
          Map.entry("µm", 1.0),
          Map.entry("μm", 1.0),
          Map.entry("um", 1.0),
          Map.entry("mm", 1e3),
          Map.entry("cm", 1e4),
          Map.entry("m", 1e6),
          Map.entry("in", 25_400.0));

  private OmeXml() {}

  /**
   * A channel.
   *
   * @param name its name; empty if it has none
   * @param samples numbers a pixel, 3 for colour
   * @param page page of the file that holds it, from 0
   */
  public record ImageChannel(String name, int samples, int page) {}

  /**
   * An image.
   *
   * @param name its name; may be empty
   * @param sizeX width, px
   * @param sizeY height, px
   * @param planes planes in depth times points in time
   * @param xUm stated width of a pixel, µm, whatever its value; empty if none is stated
   * @param yUm stated height of a pixel
   * @param channels the channels in their order
   */
  public record Image(
      String name,
      int sizeX,
      int sizeY,
      int planes,
      Optional<Double> xUm,
      Optional<Double> yUm,
      List<ImageChannel> channels) {

    /** Copies the list. */
    public Image {
      channels = List.copyOf(channels);
    }
  }

  /**
   * Whether a description is meant to be OME-XML.
   *
   * @param description text of the ImageDescription tag
   * @return true if it looks like it
   */
  public static boolean isOme(String description) {
    String head = description.substring(0, Math.min(4096, description.length()));
    return head.stripLeading().startsWith("<") && head.contains("<OME");
  }

  /**
   * Reads the images.
   *
   * @param description OME-XML
   * @param fileName name of the file it stands in
   * @return the images in order, at least one
   * @throws XmlException if it cannot be read, or its pixels are in other files
   */
  public static List<Image> read(String description, String fileName) throws XmlException {
    XmlElement root = XmlElement.parse(description);
    List<Image> images = new ArrayList<>();
    for (XmlElement image : root.children("Image")) {
      images.add(image(root, image, fileName));
    }
    if (images.isEmpty()) {
      throw new XmlException("its OME-XML names no image");
    }
    return images;
  }

  private static Image image(XmlElement root, XmlElement image, String fileName)
      throws XmlException {
    XmlElement pixels =
        image.at("Pixels").orElseThrow(() -> new XmlException("its OME-XML has no Pixels"));
    int sizeC = number(pixels, "SizeC");
    List<XmlElement> described = pixels.children("Channel");
    List<Integer> samples = new ArrayList<>();
    for (int covered = 0; covered < sizeC; ) {
      int index = samples.size();
      int more = index < described.size() ? samples(described.get(index), sizeC, described) : 1;
      samples.add(more);
      covered += more;
    }
    int[] pages = pages(root, pixels, samples.size(), fileName);
    List<ImageChannel> channels = new ArrayList<>();
    for (int c = 0; c < samples.size(); c++) {
      String name = c < described.size() ? described.get(c).attribute("Name").orElse("") : "";
      channels.add(new ImageChannel(name.strip(), samples.get(c), pages[c]));
    }
    return new Image(
        image.attribute("Name").orElse(""),
        number(pixels, "SizeX"),
        number(pixels, "SizeY"),
        Math.multiplyExact(number(pixels, "SizeZ"), number(pixels, "SizeT")),
        length(pixels, "PhysicalSizeX"),
        length(pixels, "PhysicalSizeY"),
        channels);
  }

  /** A lone channel of an image of several without a word of samples holds all of them. */
  private static int samples(XmlElement channel, int sizeC, List<XmlElement> all)
      throws XmlException {
    return channel.attribute("SamplesPerPixel").isPresent()
        ? number(channel, "SamplesPerPixel")
        : all.size() == 1 ? sizeC : 1;
  }

  /** Page of each channel; of stacks only the first plane is looked for. */
  private static int[] pages(XmlElement root, XmlElement pixels, int channels, String fileName)
      throws XmlException {
    int[] pages = new int[channels];
    for (int c = 0; c < channels; c++) {
      pages[c] = c;
    }
    for (XmlElement data : pixels.children("TiffData")) {
      requireHere(root, data, fileName);
      int first = optional(data, "FirstC", 0);
      int page = optional(data, "IFD", 0);
      int count =
          optional(data, "PlaneCount", data.attribute("IFD").isPresent() ? 1 : channels - first);
      boolean firstPlane = optional(data, "FirstZ", 0) == 0 && optional(data, "FirstT", 0) == 0;
      for (int i = 0; firstPlane && i < count && first + i < channels; i++) {
        pages[first + i] = page + i;
      }
    }
    return pages;
  }

  private static void requireHere(XmlElement root, XmlElement data, String fileName)
      throws XmlException {
    Optional<XmlElement> uuid = data.at("UUID");
    Optional<String> other = uuid.flatMap(u -> u.attribute("FileName"));
    boolean same =
        uuid.isEmpty()
            || root.attribute("UUID").filter(u -> u.equals(uuid.get().text().strip())).isPresent()
            || other.isEmpty()
            || other.get().equals(fileName);
    if (!same) {
      throw new XmlException(
          "its pixels are in other files, such as "
              + other.get()
              + "; save it as one OME-TIFF file");
    }
  }

  private static Optional<Double> length(XmlElement pixels, String name) throws XmlException {
    Optional<String> value = pixels.attribute(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String unit = pixels.attribute(name + "Unit").orElse("µm");
    if (!UM.containsKey(unit)) {
      return Optional.empty(); // "pixel" and "reference frame" are no lengths
    }
    try {
      return Optional.of(Double.parseDouble(value.get().strip()) * UM.get(unit));
    } catch (NumberFormatException e) {
      throw new XmlException("its " + name + " is no number: " + value.get(), e);
    }
  }

  private static int number(XmlElement element, String name) throws XmlException {
    int value = optional(element, name, 0);
    if (value < 1) {
      throw new XmlException(
          "its OME-XML has no %s of at least 1 in %s".formatted(name, element.name()));
    }
    return value;
  }

  private static int optional(XmlElement element, String name, int otherwise) throws XmlException {
    Optional<String> value = element.attribute(name);
    try {
      int number = value.map(v -> Integer.parseInt(v.strip())).orElse(otherwise);
      if (number < 0) {
        throw new XmlException("its %s must be at least 0, got %s".formatted(name, number));
      }
      return number;
    } catch (NumberFormatException e) {
      throw new XmlException("its %s is no number: %s".formatted(name, value.get()), e);
    }
  }
}
