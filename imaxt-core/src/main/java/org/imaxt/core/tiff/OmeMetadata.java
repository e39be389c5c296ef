package org.imaxt.core.tiff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What OME-XML says of one image; pages follow z first, then channel, then time (XYZCT).
 *
 * @param name name of the image
 * @param sizeX width, px
 * @param sizeY height, px
 * @param sizeZ number of planes in depth
 * @param sizeT number of time points
 * @param pixelType what a pixel holds
 * @param voxel physical size of a pixel
 * @param channels the channels, at least one
 * @param annotations further facts as keys and values, in the order to be written; may be empty
 */
public record OmeMetadata(
    String name,
    int sizeX,
    int sizeY,
    int sizeZ,
    int sizeT,
    PixelType pixelType,
    Voxel voxel,
    List<OmeChannel> channels,
    Map<String, String> annotations) {

  /**
   * Physical size of a pixel.
   *
   * @param xUm length along x, µm
   * @param yUm length along y, µm
   * @param zUm step from plane to plane, µm; 0 if there is none to state
   */
  public record Voxel(double xUm, double yUm, double zUm) {

    /** Refuses what is no length. */
    public Voxel {
      boolean plane = xUm > 0 && xUm < 1e9 && yUm > 0 && yUm < 1e9;
      if (!plane || !(zUm >= 0 && zUm < 1e9)) {
        throw new IllegalArgumentException(
            "a voxel has positive lengths, got " + xUm + " x " + yUm + " x " + zUm + " µm");
      }
    }
  }

  /** Copies the collections; refuses empty images. */
  public OmeMetadata {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(pixelType, "pixelType");
    Objects.requireNonNull(voxel, "voxel");
    channels = List.copyOf(channels);
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    if (sizeX < 1 || sizeY < 1 || sizeZ < 1 || sizeT < 1 || channels.isEmpty()) {
      throw new IllegalArgumentException(
          "an image has at least one of x, y, z, c, t, got "
              + List.of(sizeX, sizeY, sizeZ, channels.size(), sizeT));
    }
    Math.multiplyExact(sizeZ, Math.multiplyExact(channels.size(), sizeT));
  }

  /**
   * Number of channels.
   *
   * @return channels, at least 1
   */
  public int sizeC() {
    return channels.size();
  }

  /**
   * Number of full-resolution pages.
   *
   * @return sizeZ × sizeC × sizeT
   */
  public int pages() {
    return sizeZ * sizeC() * sizeT;
  }

  /**
   * Page of a plane.
   *
   * @param z plane, from 0
   * @param c channel, from 0
   * @param t time point, from 0
   * @return page, from 0
   */
  public int page(int z, int c, int t) {
    return Objects.checkIndex(z, sizeZ)
        + sizeZ * (Objects.checkIndex(c, sizeC()) + sizeC() * Objects.checkIndex(t, sizeT));
  }

  /**
   * The OME-XML document, schema 2016-06; the same bytes for the same values.
   *
   * @return XML to be stored as UTF-8
   */
  public String toXml() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    String schema = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
    xml.append("<OME xmlns=\"").append(schema);
    xml.append("\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"");
    xml.append(schema).append(' ').append(schema).append("/ome.xsd\" Creator=\"IMAXT\">");
    xml.append("<Image ID=\"Image:0\"").append(attribute("Name", name)).append('>');
    pixels(xml);
    if (!annotations.isEmpty()) {
      xml.append("<AnnotationRef ID=\"Annotation:0\"/>");
    }
    xml.append("</Image>");
    if (!annotations.isEmpty()) {
      annotations(xml);
    }
    return xml.append("</OME>").toString();
  }

  private void pixels(StringBuilder xml) {
    xml.append("<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\"");
    xml.append(attribute("Type", pixelType.omeName()));
    xml.append(attribute("SizeX", sizeX)).append(attribute("SizeY", sizeY));
    xml.append(attribute("SizeZ", sizeZ)).append(attribute("SizeC", sizeC()));
    xml.append(attribute("SizeT", sizeT));
    xml.append(" BigEndian=\"false\" Interleaved=\"false\"");
    physical(xml, "X", voxel.xUm());
    physical(xml, "Y", voxel.yUm());
    if (voxel.zUm() > 0) {
      physical(xml, "Z", voxel.zUm());
    }
    xml.append('>');
    for (int c = 0; c < channels.size(); c++) {
      xml.append("<Channel").append(attribute("ID", "Channel:0:" + c));
      xml.append(attribute("Name", channels.get(c).name()));
      xml.append(attribute("Color", channels.get(c).omeColour()));
      xml.append(" SamplesPerPixel=\"1\"/>");
    }
    xml.append("<TiffData IFD=\"0\"").append(attribute("PlaneCount", pages()));
    xml.append("/></Pixels>");
  }

  private static void physical(StringBuilder xml, String axis, double um) {
    xml.append(attribute("PhysicalSize" + axis, um));
    xml.append(attribute("PhysicalSize" + axis + "Unit", "µm"));
  }

  private void annotations(StringBuilder xml) {
    xml.append("<StructuredAnnotations><MapAnnotation ID=\"Annotation:0\"");
    xml.append(" Namespace=\"imaxt.org/image\"><Value>");
    annotations.forEach(
        (key, value) ->
            xml.append("<M")
                .append(attribute("K", key))
                .append('>')
                .append(escaped(value))
                .append("</M>"));
    xml.append("</Value></MapAnnotation></StructuredAnnotations>");
  }

  private static String attribute(String key, Object value) {
    return " " + key + "=\"" + escaped(value.toString()) + "\"";
  }

  /** Text as XML 1.0 may hold it; characters it forbids become the replacement character. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(allowed(c) ? c : 0xfffd);
              }
            });
    return out.toString();
  }

  private static boolean allowed(int c) {
    return c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
  }
}
