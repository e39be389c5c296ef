package org.imaxt.core.imc;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The JDK's own XML reader with nothing that reaches outside the text: no DTD, no entities. */
final class SafeXml {

  private SafeXml() {}

  /**
   * A reader of a piece of XML cut out of its document: prefixes need not be declared.
   *
   * @param text the XML
   * @return the reader
   */
  static XMLStreamReader reader(String text) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory(); // never what Fiji's jars bring
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entity " + systemId + " is not read");
        });
    return factory.createXMLStreamReader(new StringReader(text));
  }

  /** The name without its prefix. */
  static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }
}
