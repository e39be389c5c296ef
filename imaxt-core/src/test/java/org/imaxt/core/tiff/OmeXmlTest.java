package org.imaxt.core.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.imaxt.core.tiff.OmeXml.ImageChannel;
import org.imaxt.core.xml.XmlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of OME-XML. */
class OmeXmlTest {

  private static OmeXml.Image image(String attributes, String inner) throws XmlException {
    return OmeXml.read(
            "<?xml version=\"1.0\"?><OME xmlns=\"o\" UUID=\"urn:uuid:1\"><Image ID=\"a\" Name=\"n\">"
                + "<Pixels SizeX=\"7\" SizeY=\"5\" SizeZ=\"1\" SizeT=\"1\" "
                + attributes
                + ">"
                + inner
                + "</Pixels></Image></OME>",
            "here.ome.tif")
        .get(0);
  }

  @ParameterizedTest
  @CsvSource({"0.65,'',0.65", "650,nm,0.65", "2.5e-4,mm,0.25", "NaN,'',NaN", "0,µm,0"})
  void convertsPixelSizesToMicrometres(String size, String unit, double um) throws XmlException {
    String unitAttribute = unit.isEmpty() ? "" : " PhysicalSizeXUnit=\"" + unit + "\"";
    OmeXml.Image image =
        image("SizeC=\"1\" PhysicalSizeX=\"" + size + "\"" + unitAttribute, "<Channel/>");
    assertEquals(um, image.xUm().orElseThrow(), 1e-12);
    assertEquals(Optional.empty(), image.yUm());
  }

  @Test
  void knowsNoSizeInPixels() throws XmlException {
    OmeXml.Image image =
        image("SizeC=\"1\" PhysicalSizeX=\"1\" PhysicalSizeXUnit=\"pixel\"", "<Channel/>");
    assertEquals(Optional.empty(), image.xUm());
  }

  @Test
  void findsThePagesOfChannels() throws XmlException {
    OmeXml.Image image =
        image(
            "SizeC=\"3\"",
            "<Channel Name=\"A &amp; B\"/><Channel/><Channel Name=\"C\"/>"
                + "<TiffData IFD=\"4\" FirstC=\"0\"/><TiffData IFD=\"7\" FirstC=\"1\""
                + " PlaneCount=\"2\"/>");
    assertEquals(
        List.of(
            new ImageChannel("A & B", 1, 4),
            new ImageChannel("", 1, 7),
            new ImageChannel("C", 1, 8)),
        image.channels());
  }

  @Test
  void takesColoursForOneChannel() throws XmlException {
    OmeXml.Image image = image("SizeC=\"3\"", "<Channel SamplesPerPixel=\"3\"/><TiffData/>");
    assertEquals(List.of(new ImageChannel("", 3, 0)), image.channels());
  }

  @Test
  void refusesPixelsOfOtherFiles() {
    XmlException refused =
        assertThrows(
            XmlException.class,
            () ->
                image(
                    "SizeC=\"1\"",
                    "<TiffData><UUID FileName=\"there.ome.tif\">urn:uuid:2</UUID></TiffData>"));
    assertTrue(refused.getMessage().contains("there.ome.tif"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE OME [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><OME>&e;</OME>",
        "<!DOCTYPE OME SYSTEM \"http://localhost/x.dtd\"><OME/>",
        "<!DOCTYPE OME [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><OME>&b;</OME>",
      })
  void refusesDocumentTypesAndEntities(String xml) {
    XmlException refused = assertThrows(XmlException.class, () -> OmeXml.read(xml, "a.tif"));
    assertTrue(refused.getMessage().contains("document type"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<OME>", "<OME/>", "OME", "<OME><Image/></OME>", "<OME>&x;</OME>"})
  void refusesWhatIsNoImage(String xml) {
    assertThrows(XmlException.class, () -> OmeXml.read(xml, "a.tif"));
  }
}
