package org.imaxt.core.imc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;

/**
 * A stack of TIFF pages, one a channel, named by its OME-XML if it has one. Opening reads the
 * headers.
 */
public final class ImcTiff implements RegionPixels {

  private final Path path;
  private final int width;
  private final int height;
  private final List<RegionChannel> channels;
  private final OptionalDouble pixelSizeUm;

  private ImcTiff(
      Path path, TiffPage page, List<RegionChannel> channels, OptionalDouble pixelSizeUm) {
    this.path = path;
    this.width = page.width();
    this.height = page.height();
    this.channels = List.copyOf(channels);
    this.pixelSizeUm = pixelSizeUm;
  }

  /**
   * Opens a file.
   *
   * @param path the file
   * @return its content; channels without a name have an empty key
   * @throws ImcException if its pages differ in size
   * @throws IOException if it cannot be read
   */
  public static ImcTiff open(Path path) throws IOException {
    try (TiffReader tiff = TiffReader.open(path)) {
      List<TiffPage> pages = pages(tiff);
      TiffPage first = pages.get(0);
      for (TiffPage page : pages) {
        if (page.width() != first.width() || page.height() != first.height()) {
          throw new ImcException(
              "%s: all pages must be of one size, page 1 has %d x %d px and page %d %d x %d"
                  .formatted(
                      path,
                      first.width(),
                      first.height(),
                      page.index() + 1,
                      page.width(),
                      page.height()));
        }
      }
      Ome ome = Ome.read(first.description().orElse(""));
      List<RegionChannel> channels = new ArrayList<>();
      for (int i = 0; i < pages.size(); i++) {
        boolean named = ome.channels().size() == pages.size();
        channels.add(named ? ome.channels().get(i) : new RegionChannel("", ""));
      }
      return new ImcTiff(path, first, channels, ome.pixelSizeUm());
    }
  }

  private static List<TiffPage> pages(TiffReader tiff) {
    return tiff.pages().stream().filter(p -> !p.reduced()).toList();
  }

  /** What an OME-XML says of the first image. */
  private record Ome(List<RegionChannel> channels, OptionalDouble pixelSizeUm) {

    private static final Set<String> MICROMETRES = Set.of("", "µm", "\u03bcm", "um");

    static Ome read(String description) {
      List<RegionChannel> channels = new ArrayList<>();
      OptionalDouble size = OptionalDouble.empty();
      if (!description.contains("<OME") && !description.contains(":OME")) {
        return new Ome(channels, size);
      }
      try {
        XMLStreamReader xml = SafeXml.reader(description.strip());
        int images = 0;
        while (xml.hasNext()) {
          if (xml.next() != XMLStreamConstants.START_ELEMENT) {
            continue;
          }
          String element = SafeXml.local(xml.getLocalName());
          images += element.equals("Image") ? 1 : 0;
          if (images == 1 && element.equals("Pixels")) {
            size = size(xml);
          } else if (images == 1 && element.equals("Channel")) {
            channels.add(channel(attribute(xml, "Fluor"), attribute(xml, "Name")));
          }
        }
        xml.close();
      } catch (XMLStreamException damaged) {
        return new Ome(List.of(), OptionalDouble.empty());
      }
      return new Ome(channels, size);
    }

    private static OptionalDouble size(XMLStreamReader xml) {
      try {
        double size = Double.parseDouble(attribute(xml, "PhysicalSizeX"));
        boolean um = MICROMETRES.contains(attribute(xml, "PhysicalSizeXUnit"));
        return um && size > 0 && size < 1e6 ? OptionalDouble.of(size) : OptionalDouble.empty();
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }

    /** The metal is the fluor, or in brackets behind the name, or the name itself. */
    private static RegionChannel channel(String fluor, String name) {
      if (MetalTag.key(fluor).isPresent()) {
        return new RegionChannel(MetalTag.key(fluor).get(), name);
      }
      int bracket = name.lastIndexOf('(');
      if (bracket > 0 && name.endsWith(")")) {
        String inside = name.substring(bracket + 1, name.length() - 1);
        if (MetalTag.key(inside).isPresent()) {
          return new RegionChannel(MetalTag.key(inside).get(), name.substring(0, bracket));
        }
      }
      return new RegionChannel(MetalTag.key(name).orElse(name), name);
    }

    private static String attribute(XMLStreamReader xml, String name) {
      String value = xml.getAttributeValue(null, name);
      return value == null ? "" : value;
    }
  }

  /**
   * Size of a pixel as the OME-XML states it.
   *
   * @return µm; empty if the file does not say
   */
  public OptionalDouble pixelSizeUm() {
    return pixelSizeUm;
  }

  @Override
  public int widthPx() {
    return width;
  }

  @Override
  public int heightPx() {
    return height;
  }

  @Override
  public List<RegionChannel> channels() {
    return channels;
  }

  @Override
  public RegionPlanes planes(int... wanted) throws IOException {
    float[][] planes = new float[wanted.length][];
    try (TiffReader tiff = TiffReader.open(path)) {
      List<TiffPage> pages = pages(tiff);
      for (int i = 0; i < wanted.length; i++) {
        TiffPage page = pages.get(wanted[i]);
        planes[i] = floats(tiff.readPlane(page), page.pixelType());
      }
    }
    return new RegionPlanes(planes, 0, 0);
  }

  private static float[] floats(Object pixels, PixelType type) {
    if (pixels instanceof float[] floats) {
      return floats;
    }
    float[] floats = new float[type.length(pixels)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] =
          switch (type) {
            case UINT8 -> ((byte[]) pixels)[i] & 0xff;
            case INT8 -> ((byte[]) pixels)[i];
            case UINT16 -> ((short[]) pixels)[i] & 0xffff;
            case INT16 -> ((short[]) pixels)[i];
            case UINT32 -> ((int[]) pixels)[i] & 0xffffffffL;
            case INT32 -> ((int[]) pixels)[i];
            case FLOAT32 -> ((float[]) pixels)[i];
          };
    }
    return floats;
  }
}
