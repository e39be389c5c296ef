package org.imaxt.updatesite;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Versions by {@code group:artifact} that pom-scijava manages, which are those of Fiji. */
record FijiJars(Map<String, String> versions) {

  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)\\}");

  static FijiJars read(Path pom) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    Element project = factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
    Map<String, String> properties = new TreeMap<>();
    for (Element property : Elements.of(child(project, "properties"))) {
      properties.put(property.getTagName(), property.getTextContent().trim());
    }
    Map<String, String> versions = new TreeMap<>();
    Element managed = child(child(project, "dependencyManagement"), "dependencies");
    for (Element dependency : Elements.of(managed)) {
      versions.putIfAbsent(
          text(dependency, "groupId") + ":" + text(dependency, "artifactId"),
          resolve(text(dependency, "version"), properties));
    }
    return new FijiJars(versions);
  }

  private static String resolve(String text, Map<String, String> properties) {
    Matcher match = PROPERTY.matcher(text);
    if (!match.matches() || !properties.containsKey(match.group(1))) {
      return text;
    }
    return resolve(properties.get(match.group(1)), properties);
  }

  private static String text(Element parent, String name) {
    return child(parent, name).getTextContent().trim();
  }

  private static Element child(Element parent, String name) {
    return Elements.of(parent).stream()
        .filter(element -> element.getTagName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(path(parent) + " has no " + name));
  }

  private static String path(Node node) {
    return node instanceof Element e ? path(e.getParentNode()) + "/" + e.getTagName() : "";
  }
}
