package org.imaxt.federation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.imaxt.core.algo.federate.Affine;
import org.imaxt.core.bdv.DatasetXml;
import org.imaxt.core.frames.TestBlock;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.FederationDocument.Scan;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Slides and regions as further images of the XML that BigStitcher opens. */
class DatasetXmlTest {

  private static final double UM_TOL = 1e-9; // rounding of sums of doubles

  @TempDir Path folder;
  private Sample sample;

  @BeforeEach
  void make() {
    sample = TestBlock.make(folder.resolve("s.zarr"));
  }

  @AfterEach
  void close() {
    sample.close();
  }

  private Element written() throws Exception {
    Path file = DatasetXml.beside(sample);
    int views = DatasetXml.write(sample, file);
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    assertEquals(views, all(root, "ViewSetup").size());
    return root;
  }

  private static List<Element> all(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    return all(parent, name).get(0).getTextContent().strip();
  }

  private static List<String> names(Element root) {
    return all(root, "ViewSetup").stream().map(s -> text(s, "name")).toList();
  }

  @Test
  void matchedScansStandBehindTheSections() throws Exception {
    Element root = written();
    assertEquals(
        List.of(
            "S001 C01", "S002 C01", "S003 C01", "a stain 1", "a stain 2", "r stain 1", "r stain 2"),
        names(root));
    List<String> paths = all(root, "zgroup").stream().map(g -> g.getAttribute("path")).toList();
    assertEquals(Layout.mosaic(1), paths.get(0));
    assertEquals(ScanLayout.scanImage(Modality.SLIDES, "a"), paths.get(4));
    assertEquals(ScanLayout.scanImage(Modality.IMC, "r"), paths.get(6));
    assertEquals("1 0", all(root, "zgroup").get(6).getAttribute("indicies"));
    List<String> ids = all(root, "ViewSetup").stream().map(s -> text(s, "id")).toList();
    assertEquals(7, new HashSet<>(ids).size());
    assertEquals("467 400 1", text(all(root, "ViewSetup").get(3), "size"));
    assertEquals("1.5 1.5 15.0", text(all(root, "voxelSize").get(3), "size"));
  }

  @Test
  void everyScanIsATileOfItsOwnWhateverBecomesOfOthers() throws Exception {
    Element root = written();
    List<String> tiles =
        all(root, "attributes").stream().map(a -> text(a, "tile")).distinct().toList();
    // four sections, one of them missing; then a, b, c, r
    assertEquals(List.of("0", "1", "2", "4", "7"), tiles);
    Element declared =
        all(root, "Attributes").stream()
            .filter(e -> e.getAttribute("name").equals("tile"))
            .findFirst()
            .orElseThrow();
    assertEquals(tiles, all(declared, "id").stream().map(Element::getTextContent).toList());
    assertEquals(
        List.of("S001", "S002", "S003", "a", "r"),
        all(declared, "name").stream().map(Element::getTextContent).toList());
  }

  @Test
  void affinesLeadFromTheScansPixelsIntoTheBlock() throws Exception {
    Element registration = all(written(), "ViewRegistration").get(5);
    double[] total = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};
    for (Element transform : all(registration, "affine")) {
      double[] affine =
          Arrays.stream(transform.getTextContent().strip().split("\\s+"))
              .mapToDouble(Double::parseDouble)
              .toArray();
      total = product(total, affine); // the first of the list is applied last
    }
    Affine whole =
        Affine.translation(0.5, 0.5) // centre of the first pixel of 1 µm
            .then(TestBlock.ROI_TO_SLIDE)
            .then(TestBlock.SLIDE_TO_SECTION)
            .then(Affine.translation(5, -3)); // shift of section 2
    assertArrayEquals(
        new double[] {
          whole.a(), whole.b(), 0, whole.txUm(), whole.c(), whole.d(), 0, whole.tyUm(), 0, 0, 15, 45
        },
        total,
        UM_TOL);
  }

  /** Row-packed 3 × 4 matrices: first b, then a. */
  private static double[] product(double[] a, double[] b) {
    double[] c = new double[12];
    for (int i = 0; i < 12; i++) {
      int row = 4 * (i / 4);
      c[i] = i % 4 == 3 ? a[row + 3] : 0;
      for (int k = 0; k < 3; k++) {
        c[i] += a[row + k] * b[k * 4 + i % 4];
      }
    }
    return c;
  }

  @Test
  void sectionsAreWrittenTheSameWithAndWithoutScans() throws Exception {
    List<String> with = affines(written());
    new Receipts(sample).remove("federate", "federation");
    List<String> without = affines(written());
    assertEquals(6, without.size(), "two a section");
    assertEquals(without, with.subList(0, 6));
  }

  private static List<String> affines(Element root) {
    return all(root, "affine").stream().map(Element::getTextContent).toList();
  }

  @Test
  void whatIsOutOfDateOrGoneIsNotShown() throws Exception {
    new Receipts(sample).remove("slides", "a");
    assertEquals(List.of("r stain 1", "r stain 2"), names(written()).subList(3, 5));
    TestBlock.receipt(sample, "federate", "federation", Map.of("register/sections", "older"));
    assertEquals(3, names(written()).size());
  }

  @Test
  void aBlockOfWhichNothingMatchesKeepsItsSections() throws Exception {
    List<Scan> unmatched = TestBlock.scans().stream().filter(s -> s.placed().isEmpty()).toList();
    assertTrue(unmatched.size() > 1);
    TestBlock.federate(sample, unmatched);
    assertEquals(3, names(written()).size());
  }
}
