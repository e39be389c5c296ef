package org.imaxt.core.imc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The flat tables of an MCDSchema: rows of named texts, joined by IDs. */
final class McdSchema {

  private final Map<String, List<Map<String, String>>> tables;
  private final boolean whole;

  private McdSchema(Map<String, List<Map<String, String>>> tables, boolean whole) {
    this.tables = tables;
    this.whole = whole;
  }

  /**
   * Reads an {@code <MCDSchema>} element. Where the text breaks off, the rows before that are kept.
   *
   * @param xml text that begins with the element
   * @return the tables
   */
  static McdSchema parse(String xml) {
    Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
    try {
      XMLStreamReader reader = SafeXml.reader(xml);
      try {
        return new McdSchema(tables, rows(reader, tables));
      } finally {
        reader.close();
      }
    } catch (XMLStreamException brokenOff) {
      return new McdSchema(tables, false);
    }
  }

  /** Depth 1 is the schema, depth 2 a row, depth 3 a value. */
  private static boolean rows(XMLStreamReader reader, Map<String, List<Map<String, String>>> tables)
      throws XMLStreamException {
    Map<String, String> row = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    int depth = 0;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        text.setLength(0);
        if (depth == 2) {
          row = new LinkedHashMap<>();
        }
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        String name = SafeXml.local(reader.getLocalName());
        if (depth == 3) {
          row.put(name, text.toString().strip());
        } else if (depth == 2) {
          tables.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
        } else if (depth == 1) {
          return true; // what follows the element is another document
        }
        depth--;
      }
    }
    return false;
  }

  /** Whether the element is closed. */
  boolean whole() {
    return whole;
  }

  /** The rows of a table in their order; none if it is not there. */
  List<Map<String, String>> rows(String table) {
    return tables.getOrDefault(table, List.of());
  }

  /** A number of a row, or a stand-in where it is absent, empty or no number. */
  static double number(Map<String, String> row, String name, double otherwise) {
    try {
      double value = Double.parseDouble(row.getOrDefault(name, "").replace(',', '.'));
      return Double.isFinite(value) ? value : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** A whole number of a row, or a stand-in. */
  static long whole(Map<String, String> row, String name, long otherwise) {
    double value = number(row, name, otherwise);
    return Math.abs(value) < 1L << 53 ? (long) value : otherwise;
  }
}
