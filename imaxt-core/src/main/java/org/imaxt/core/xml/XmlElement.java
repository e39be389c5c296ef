package org.imaxt.core.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML document, without namespaces.
 *
 * @param name local name
 * @param attributes values by local name
 * @param children elements directly inside it, in order
 * @param text its own text, all pieces joined
 */
public record XmlElement(
    String name, Map<String, String> attributes, List<XmlElement> children, String text) {

  private static final int MOST_DEPTH = 200;

  /** Copies the collections. */
  public XmlElement {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    children = List.copyOf(children);
  }

  /**
   * Parses a document.
   *
   * @param document the text
   * @return its root
   * @throws XmlException if it is no XML, has a document type or entities, or is nested too deeply
   */
  public static XmlElement parse(String document) throws XmlException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(document.strip()));
      try {
        return root(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new XmlException("is no XML: " + e.getMessage().replaceAll("\\s+", " "), e);
    }
  }

  /** An element whose end has not been seen. */
  private record Open(
      String name, Map<String, String> attributes, List<XmlElement> children, StringBuilder text) {
    XmlElement closed() {
      return new XmlElement(name, attributes, children, text.toString());
    }
  }

  private static XmlElement root(XMLStreamReader reader) throws XMLStreamException, XmlException {
    Deque<Open> open = new ArrayDeque<>();
    XmlElement root = null;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XmlException(
                "its XML has a document type or entities, which may name other files; these are"
                    + " not read");
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() >= MOST_DEPTH) {
            throw new XmlException("its XML is nested deeper than " + MOST_DEPTH);
          }
          open.push(
              new Open(
                  reader.getLocalName(),
                  attributes(reader),
                  new ArrayList<>(),
                  new StringBuilder()));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.peek().text().append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlElement done = open.pop().closed();
          if (open.isEmpty()) {
            root = done;
          } else {
            open.peek().children().add(done);
          }
        }
        default -> {
          // comments and instructions say nothing to us
        }
      }
    }
    if (root == null) {
      throw new XmlException("its XML has no element");
    }
    return root;
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  /**
   * An attribute.
   *
   * @param attribute its local name
   * @return its value, if it is there and not blank
   */
  public Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).filter(v -> !v.isBlank());
  }

  /**
   * The children of a name.
   *
   * @param child local name
   * @return those that there are, in order
   */
  public List<XmlElement> children(String child) {
    return children.stream().filter(c -> c.name().equals(child)).toList();
  }

  /**
   * The first element down a path.
   *
   * @param path local names, from a child of this on
   * @return the element, if every step is there
   */
  public Optional<XmlElement> at(String... path) {
    Optional<XmlElement> at = Optional.of(this);
    for (String step : path) {
      at = at.flatMap(e -> e.children(step).stream().findFirst());
    }
    return at;
  }
}
