package org.imaxt.core.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** Reports as HTML, JSON and text. */
class ReportTest {

  private static final String NASTY = "<script>alert(\"x\")</script> & 100 % µm";

  private static Report full() {
    return Report.titled("Stitched " + NASTY)
        .paragraph("All %s tiles.", 9)
        .paragraph("100 % as it is")
        .warning("section %s is %s", 3, NASTY)
        .number("rms", 0.12345, "px")
        .number("none", Double.NaN, "")
        .number("tiles", 18, "")
        .table("Links", List.of("a", "b"), List.of(List.of("1", NASTY), List.of("22", "y")))
        .image("Picture " + NASTY, Picture.grey(new float[] {0, 1, Float.NaN, 3}, 2, 0, 100))
        .image(
            "Plot",
            Plot.histogram(
                List.of(new Plot.Series("r", new double[] {1, 2}, new double[] {0, 0})),
                "residual (px)",
                10));
  }

  private static String html() {
    return HtmlReport.render(full(), Map.of("path", NASTY, "threads", 2), Map.of("sample", NASTY));
  }

  @Test
  void htmlRefersToNothingOutsideItself() {
    Matcher references =
        Pattern.compile("(?:src|href|url\\()=?\\s*\"?([^\"]{0,40})").matcher(html());
    int pictures = 0;
    while (references.find()) {
      assertTrue(references.group(1).startsWith("data:image/png;base64,"), references.group());
      pictures++;
    }
    assertEquals(2, pictures);
    assertFalse(html().contains("http"), "no address of the web");
  }

  @Test
  void htmlIsWellFormedAndEscapesWhatUsersWrite() throws Exception {
    String html = html();
    assertFalse(html.contains("<script"), "what users write is text");
    String xml =
        html.replace("<!DOCTYPE html>\n", "")
            .replace("<meta charset=\"utf-8\">", "")
            .replaceAll("(<img [^>]*)>", "$1/>");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    assertEquals(1, document.getElementsByTagName("h1").getLength());
    assertEquals(2, document.getElementsByTagName("img").getLength());
    assertEquals("Stitched " + NASTY, document.getElementsByTagName("h1").item(0).getTextContent());
  }

  @Test
  void htmlOfAnEmptyReportIsWhole() {
    String html = HtmlReport.render(Report.titled("Nothing"), Map.of(), Map.of());
    assertTrue(html.endsWith("</body></html>\n"), html);
  }

  @Test
  void jsonHoldsTextNumbersAndTablesAndNoNaN() {
    JsonObject json = JsonParser.parseString(full().json().toString()).getAsJsonObject();
    assertEquals("Stitched " + NASTY, json.get("title").getAsString());
    assertEquals(
        0.12345, json.getAsJsonObject("numbers").getAsJsonObject("rms").get("value").getAsDouble());
    assertTrue(json.getAsJsonObject("numbers").getAsJsonObject("none").get("value").isJsonNull());
    assertEquals(
        "22",
        json.getAsJsonObject("tables")
            .getAsJsonArray("Links")
            .get(1)
            .getAsJsonObject()
            .get("a")
            .getAsString());
    assertEquals("100 % as it is", json.getAsJsonArray("text").get(1).getAsString());
    assertEquals(1, json.getAsJsonArray("warnings").size());
  }

  @Test
  void textHasColumnsOfEqualWidth() {
    String text =
        Report.titled("T")
            .table("Links", List.of("a", "long"), List.of(List.of("1", "x"), List.of("22", "y")))
            .text();
    assertEquals("T\nLinks\n  a   long\n  1   x\n  22  y\n", text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "18, 18",
    "-3, -3",
    "0.12345, 0.1235",
    "123.456, 123.5",
    "1234.56, 1235",
    "1234567.5, 1.235e+06",
    "0.00001234, 1.234e-05",
    "NaN, n/a",
  })
  void numbersHaveFourDigitsThatHelp(double value, String shown) {
    assertEquals(shown, Numbers.shown(value));
  }

  @Test
  void picturesRunFromBlackToWhiteAndShowWhatIsUnknown() throws Exception {
    byte[] png = Picture.grey(new float[] {10, 20, Float.NaN, 30}, 2, 0, 100).png();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(2, image.getWidth());
    assertEquals(2, image.getHeight());
    assertEquals(0xff000000, image.getRGB(0, 0));
    assertEquals(0xffffffff, image.getRGB(1, 1));
    assertNotEquals(image.getRGB(0, 0), image.getRGB(0, 1), "unknown is not black");
  }

  @Test
  void percentilesLeaveOutWhatIsNotFiniteAndDiffer() {
    assertArrayEquals(
        new float[] {1, 3},
        Picture.percentiles(new float[] {3, Float.NaN, 1, 2, Float.POSITIVE_INFINITY}, 0, 100));
    assertArrayEquals(new float[] {5, 6}, Picture.percentiles(new float[] {5, 5}, 0, 100));
    assertArrayEquals(new float[] {0, 1}, Picture.percentiles(new float[] {Float.NaN}, 0, 100));
  }

  @Test
  void plotsOfNothingAreDrawn() throws Exception {
    for (Picture picture :
        List.of(
            Plot.histogram(List.of(), "x", 10),
            Plot.vectors(List.of(), "x", "y"),
            Plot.xy(List.of(), "x", "y", Plot.Style.POINTS))) {
      assertEquals(640, ImageIO.read(new ByteArrayInputStream(picture.png())).getWidth());
    }
  }

  @Test
  void refusesSeriesOfUnequalLength() {
    assertThrows(
        IllegalArgumentException.class, () -> new Plot.Series("s", new double[2], new double[3]));
  }
}
