package org.imaxt.core.czi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imaxt.core.xml.XmlElement;
import org.imaxt.core.xml.XmlException;

/**
 * What the metadata of a CZI file say of its pixels.
 *
 * @param xUm stated width of a pixel, µm, whatever its value; empty if none is stated
 * @param yUm stated height of a pixel
 * @param channelNames names of the channels in their order; empty where a channel has none
 */
public record CziMetadata(Optional<Double> xUm, Optional<Double> yUm, List<String> channelNames) {

  /** What a file without metadata says. */
  static final CziMetadata NONE = new CziMetadata(Optional.empty(), Optional.empty(), List.of());

  private static final int UM_DIGITS = 6;

  /** Copies the list. */
  public CziMetadata {
    channelNames = List.copyOf(channelNames);
  }

  static CziMetadata parse(String xml) throws XmlException {
    XmlElement root = XmlElement.parse(xml);
    Optional<XmlElement> metadata = root.at("Metadata");
    return new CziMetadata(
        distance(metadata, "X"), distance(metadata, "Y"), channelNames(metadata));
  }

  private static Optional<Double> distance(Optional<XmlElement> metadata, String axis)
      throws XmlException {
    Optional<String> value =
        metadata.flatMap(m -> m.at("Scaling", "Items")).stream()
            .flatMap(items -> items.children("Distance").stream())
            .filter(d -> d.attribute("Id").filter(axis::equals).isPresent())
            .findFirst()
            .flatMap(d -> d.at("Value"))
            .map(v -> v.text().strip());
    try {
      return value.map(CziMetadata::um);
    } catch (NumberFormatException e) {
      throw new XmlException(
          "its scaling along %s is no number: %s".formatted(axis, value.get()), e);
    }
  }

  /** Decimal as it is written, so that 4E-07 m are 0.4 µm. */
  private static double um(String metres) {
    double value = Double.parseDouble(metres);
    return Double.isFinite(value)
        ? new BigDecimal(metres).movePointRight(UM_DIGITS).doubleValue()
        : value;
  }

  private static List<String> channelNames(Optional<XmlElement> metadata) {
    Optional<XmlElement> dimensions =
        metadata.flatMap(m -> m.at("Information", "Image", "Dimensions", "Channels"));
    Optional<XmlElement> display = metadata.flatMap(m -> m.at("DisplaySetting", "Channels"));
    List<String> names = new ArrayList<>();
    dimensions
        .or(() -> display)
        .ifPresent(
            channels ->
                channels
                    .children("Channel")
                    .forEach(c -> names.add(c.attribute("Name").orElse("").strip())));
    return names;
  }
}
