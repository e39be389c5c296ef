package org.imaxt.stitch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.imaxt.core.contract.FolderContent;
import org.imaxt.core.contract.Runs;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.zarr.ZarrGroup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The XML that BigStitcher opens, rule by rule, held against the arrays it points to. */
@Tag("slow")
class DatasetXmlTest {

  private static final double UM_TOL = 1e-9; // rounding of sums of doubles
  private static final int[] SECTIONS = {1, 3}; // the second is missing

  @TempDir static Path shared;
  private static WholeWay way;

  @BeforeAll
  static void make() throws IOException {
    way =
        WholeWay.of(
            PhantomParams.small().withSections(3).withMissingSections(List.of(2)).withLayers(2),
            shared);
    WholeWay.mosaics(way.sample(), way.acquisition(), "canvasMargin", 1000, "imagingDepth", 30);
  }

  private static Document document(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static Element dataset() throws Exception {
    return document(shared.resolve("dataset.xml")).getDocumentElement();
  }

  private static List<Element> all(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static Element one(Element parent, String name) {
    List<Element> found = all(parent, name);
    assertEquals(1, found.size(), name);
    return found.get(0);
  }

  private static String text(Element parent, String name) {
    return all(parent, name).get(0).getTextContent().strip();
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  private static AcquisitionDocument acquisition() {
    try (Sample sample = Sample.open(way.sample())) {
      return sample.read(Layout.acquisition());
    }
  }

  @Test
  void theLoaderPointsIntoTheSampleBesideIt() throws Exception {
    Element root = dataset();
    assertEquals("SpimData", root.getTagName());
    assertEquals("0.2", root.getAttribute("version"));
    assertEquals("relative", one(root, "BasePath").getAttribute("type"));
    assertEquals(".", text(root, "BasePath"));
    Element loader = one(root, "ImageLoader");
    assertEquals("bdv.multimg.zarr", loader.getAttribute("format"));
    assertEquals("3.0", loader.getAttribute("version"));
    assertEquals("relative", one(loader, "zarr").getAttribute("type"));
    assertEquals("sample.zarr", text(loader, "zarr"));
    assertEquals("pattern", one(root, "Timepoints").getAttribute("type"));
    assertEquals("0", text(root, "integerpattern"));
    for (String empty :
        List.of(
            "MissingViews",
            "ViewInterestPoints",
            "BoundingBoxes",
            "PointSpreadFunctions",
            "StitchingResults",
            "IntensityAdjustments")) {
      assertEquals(0, one(root, empty).getChildNodes().getLength(), empty);
    }
  }

  @Test
  void everySetupIsAChannelOfASectionThatIsThere() throws Exception {
    Element root = dataset();
    List<Element> groups = all(root, "zgroup");
    List<Element> setups = all(root, "ViewSetup");
    assertEquals(4, groups.size());
    assertEquals(4, setups.size());
    try (Sample sample = Sample.open(way.sample())) {
      for (int s = 0; s < 4; s++) {
        int section = SECTIONS[s / 2];
        int channel = s % 2;
        Element group = groups.get(s);
        assertEquals(Integer.toString(s), group.getAttribute("setup"));
        assertEquals("0", group.getAttribute("tp"));
        assertEquals(channel + " 0", group.getAttribute("indicies"));
        OmeImage image = OmeImage.open(ZarrGroup.open(sample.store(), group.getAttribute("path")));
        assertEquals(Layout.mosaic(section), image.group().path());
        for (int level = 0; level < image.levels().size(); level++) {
          assertEquals(Layout.mosaic(section) + "/" + level, image.levels().get(level).path());
        }
        long[] shape = image.levels().get(0).spec().shape();
        Element setup = setups.get(s);
        assertEquals(Integer.toString(s), text(setup, "id"));
        assertEquals(shape[4] + " " + shape[3] + " " + shape[2], text(setup, "size"), "x y z");
        assertTrue(channel < shape[1]);
        Element voxel = one(setup, "voxelSize");
        assertEquals("micrometer", text(voxel, "unit"));
        assertArrayEquals(
            new double[] {2.8, 2.8, acquisition().layerStepUm()},
            numbers(text(voxel, "size")),
            UM_TOL);
        Element attributes = one(setup, "attributes");
        assertEquals("0", text(attributes, "illumination"));
        assertEquals(Integer.toString(channel), text(attributes, "channel"));
        assertEquals(Integer.toString(section - 1), text(attributes, "tile"));
        assertEquals("0", text(attributes, "angle"));
      }
    }
  }

  @Test
  void everyAttributeOfASetupIsDeclared() throws Exception {
    Element root = dataset();
    List<String> names = new ArrayList<>();
    for (Element declared : all(root, "Attributes")) {
      String name = declared.getAttribute("name");
      names.add(name);
      List<String> ids = all(declared, "id").stream().map(e -> e.getTextContent().strip()).toList();
      for (Element setup : all(root, "ViewSetup")) {
        assertTrue(ids.contains(text(one(setup, "attributes"), name)), name + " of a setup");
      }
      if (name.equals("tile")) {
        assertEquals(List.of("0", "2"), ids);
        assertEquals(2, all(declared, "location").size());
      }
    }
    assertEquals(List.of("illumination", "channel", "tile", "angle"), names);
  }

  @Test
  void affinesLeadFromPixelsIntoTheBlock() throws Exception {
    AcquisitionDocument acquisition = acquisition();
    List<Element> registrations = all(dataset(), "ViewRegistration");
    assertEquals(4, registrations.size());
    for (int s = 0; s < 4; s++) {
      Element registration = registrations.get(s);
      assertEquals("0", registration.getAttribute("timepoint"));
      assertEquals(Integer.toString(s), registration.getAttribute("setup"));
      double[] total = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};
      for (Element transform : all(registration, "ViewTransform")) {
        assertEquals("affine", transform.getAttribute("type"));
        assertTrue(text(transform, "Name").length() > 0);
        double[] affine = numbers(text(transform, "affine"));
        assertEquals(12, affine.length);
        total = product(total, affine); // the first of the list is applied last
      }
      double p = acquisition.pixelSizeUm();
      assertArrayEquals(
          new double[] {
            p,
            0,
            0,
            acquisition.canvas().xUm() + p / 2,
            0,
            p,
            0,
            acquisition.canvas().yUm() + p / 2,
            0,
            0,
            acquisition.layerStepUm(),
            (SECTIONS[s / 2] - 1) * acquisition.sectionThicknessUm() + 30
          },
          total,
          UM_TOL);
    }
  }

  /** Row-packed 3 × 4 matrices: first b, then a. */
  private static double[] product(double[] a, double[] b) {
    double[] c = new double[12];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        c[row * 4 + column] = column == 3 ? a[row * 4 + 3] : 0;
        for (int k = 0; k < 3; k++) {
          c[row * 4 + column] += a[row * 4 + k] * b[k * 4 + column];
        }
      }
    }
    return c;
  }

  @Test
  void anotherPlaceForTheFileStillPointsToTheSample() throws Exception {
    Path elsewhere = shared.resolve("views/deep/my dataset.xml");
    Files.createDirectories(elsewhere.getParent());
    Runs.run(way.sample(), "export bdv", "out", elsewhere);
    String relative = text(document(elsewhere).getDocumentElement(), "zarr");
    assertEquals(way.sample().toRealPath(), elsewhere.getParent().resolve(relative).toRealPath());
  }

  @Test
  void exportingAgainWritesTheSameFile() throws Exception {
    String before = Files.readString(shared.resolve("dataset.xml"));
    Files.delete(shared.resolve("dataset.xml"));
    Runs.run(way.sample(), "export bdv");
    assertEquals(before, Files.readString(shared.resolve("dataset.xml")));
  }

  @Test
  void aMosaicOfAnOlderCanvasKeepsItsOwnSize(@TempDir Path folder) throws Exception {
    Path sample = FolderContent.copy(way.sample(), folder.resolve("sample.zarr"));
    Runs.run(sample, "ingest", "input", way.acquisition(), "canvasMargin", 150, "imagingDepth", 30);
    Runs.run(sample, "flatfield");
    Runs.run(sample, "stitch");
    Runs.runOn(sample, "3", "fuse");
    try (Sample opened = Sample.open(sample)) {
      Element root = document(folder.resolve("dataset.xml")).getDocumentElement();
      List<Element> setups = all(root, "ViewSetup");
      for (Element group : all(root, "zgroup")) {
        long[] shape =
            OmeImage.open(ZarrGroup.open(opened.store(), group.getAttribute("path")))
                .levels()
                .get(0)
                .spec()
                .shape();
        Element setup = setups.get(Integer.parseInt(group.getAttribute("setup")));
        assertEquals(shape[4] + " " + shape[3] + " " + shape[2], text(setup, "size"));
      }
    }
  }
}
