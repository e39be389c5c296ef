package org.imaxt.core.bdv;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Spells views as a SpimData document, version 0.2: a section, slide or region is a {@code tile}, a
 * channel a {@code channel}.
 */
final class SpimData {

  private final Document document;

  private SpimData(Document document) {
    this.document = document;
  }

  /**
   * Makes the document.
   *
   * @param views the views; their order numbers the setups
   * @param loader what reads the pixels
   * @param folder path of what it reads relative to the file
   * @return XML text
   */
  static String text(List<BdvView> views, Loader loader, String folder) {
    try {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
      new SpimData(document).fill(views, loader, folder);
      Transformer writer = TransformerFactory.newInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.INDENT, "yes");
      writer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "2");
      StringWriter out = new StringWriter();
      writer.transform(new DOMSource(document), new StreamResult(out));
      return out.toString();
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException("every Java writes XML", e);
    }
  }

  private void fill(List<BdvView> views, Loader loader, String folder) {
    document.setXmlStandalone(true);
    Element root = document.createElement("SpimData");
    document.appendChild(root);
    root.setAttribute("version", "0.2");
    text(root, "BasePath", ".").setAttribute("type", "relative");
    Element sequence = child(root, "SequenceDescription");
    switch (loader) {
      case ZARR -> zarrLoader(sequence, views, folder);
      case N5 -> n5Loader(sequence, folder);
    }
    viewSetups(child(sequence, "ViewSetups"), views);
    Element timepoints = child(sequence, "Timepoints");
    timepoints.setAttribute("type", "pattern");
    text(timepoints, "integerpattern", "0");
    child(sequence, "MissingViews");
    Element registrations = child(root, "ViewRegistrations");
    for (int setup = 0; setup < views.size(); setup++) {
      registration(child(registrations, "ViewRegistration"), setup, views.get(setup));
    }
    Stream.of(
            "ViewInterestPoints",
            "BoundingBoxes",
            "PointSpreadFunctions",
            "StitchingResults",
            "IntensityAdjustments")
        .forEach(name -> child(root, name));
  }

  /** What reads the pixels. */
  enum Loader {
    /** {@code bdv.multimg.zarr} 3.0 of multiview-reconstruction: groups of a Zarr hierarchy. */
    ZARR,
    /** {@code bdv.n5} 1.0 of BigDataViewer. */
    N5
  }

  private void n5Loader(Element sequence, String folder) {
    Element loader = child(sequence, "ImageLoader");
    loader.setAttribute("format", "bdv.n5");
    loader.setAttribute("version", "1.0");
    text(loader, "n5", folder).setAttribute("type", "relative");
  }

  private void zarrLoader(Element sequence, List<BdvView> views, String folder) {
    Element loader = child(sequence, "ImageLoader");
    loader.setAttribute("format", "bdv.multimg.zarr");
    loader.setAttribute("version", "3.0");
    text(loader, "zarr", folder).setAttribute("type", "relative");
    Element groups = child(loader, "zgroups");
    for (int setup = 0; setup < views.size(); setup++) {
      Element group = child(groups, "zgroup");
      group.setAttribute("setup", Integer.toString(setup));
      group.setAttribute("tp", "0");
      group.setAttribute("path", views.get(setup).path());
      // the reader's own spelling; N5 dimensions from 3 up of t,c,z,y,x: channel, time
      group.setAttribute("indicies", views.get(setup).channel() - 1 + " 0");
    }
  }

  private void viewSetups(Element setups, List<BdvView> views) {
    for (int id = 0; id < views.size(); id++) {
      BdvView view = views.get(id);
      Element setup = child(setups, "ViewSetup");
      text(setup, "id", Integer.toString(id));
      text(setup, "name", view.sectionName() + " " + view.channelName());
      text(setup, "size", view.width() + " " + view.height() + " " + view.planes());
      Element voxel = child(setup, "voxelSize");
      text(voxel, "unit", "micrometer");
      text(voxel, "size", numbers(view.pixelSizeUm(), view.pixelSizeUm(), view.planeStepUm()));
      Element attributes = child(setup, "attributes");
      text(attributes, "illumination", "0");
      text(attributes, "channel", Integer.toString(view.channel() - 1));
      text(attributes, "tile", Integer.toString(view.section() - 1));
      text(attributes, "angle", "0");
    }
    attributes(setups, "illumination", "Illumination", List.of(0), i -> "0");
    attributes(
        setups,
        "channel",
        "Channel",
        views.stream().map(v -> v.channel() - 1).distinct().sorted().toList(),
        c -> Integer.toString(c + 1));
    Element tiles =
        attributes(
            setups,
            "tile",
            "Tile",
            views.stream().map(v -> v.section() - 1).distinct().sorted().toList(),
            s ->
                views.stream()
                    .filter(v -> v.section() == s + 1)
                    .findFirst()
                    .map(BdvView::sectionName)
                    .orElseThrow());
    for (int i = 0; i < tiles.getChildNodes().getLength(); i++) {
      text((Element) tiles.getChildNodes().item(i), "location", "0.0 0.0 0.0");
    }
    attributes(setups, "angle", "Angle", List.of(0), a -> "0");
  }

  private Element attributes(
      Element setups,
      String name,
      String elementName,
      List<Integer> ids,
      Function<Integer, String> naming) {
    Element attributes = child(setups, "Attributes");
    attributes.setAttribute("name", name);
    for (int id : ids) {
      Element element = child(attributes, elementName);
      text(element, "id", Integer.toString(id));
      text(element, "name", naming.apply(id));
    }
    return attributes;
  }

  /** The first transform of the list is applied last: pixels to µm, then into the block. */
  private void registration(Element registration, int setup, BdvView view) {
    registration.setAttribute("timepoint", "0");
    registration.setAttribute("setup", Integer.toString(setup));
    double[] a = view.toCube();
    transform(
        registration,
        "Section in the block",
        numbers(a[0], a[1], 0, a[2], a[3], a[4], 0, a[5], 0, 0, 1, view.originZUm()));
    double p = view.pixelSizeUm();
    transform(
        registration,
        "Pixels to µm",
        numbers(p, 0, 0, view.originXUm(), 0, p, 0, view.originYUm(), 0, 0, view.planeStepUm(), 0));
  }

  private void transform(Element registration, String name, String affine) {
    Element transform = child(registration, "ViewTransform");
    transform.setAttribute("type", "affine");
    text(transform, "Name", name);
    text(transform, "affine", affine);
  }

  private Element child(Element parent, String name) {
    Element child = document.createElement(name);
    parent.appendChild(child);
    return child;
  }

  private Element text(Element parent, String name, String text) {
    Element child = child(parent, name);
    child.setTextContent(text);
    return child;
  }

  private static String numbers(double... values) {
    return Arrays.stream(values)
        .mapToObj(v -> String.format(Locale.ROOT, "%s", v))
        .collect(Collectors.joining(" "));
  }
}
