package org.imaxt.core.imc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Panels of both kinds, and what is refused of them. */
class PanelTest {

  private static final List<RegionChannel> IMAGE =
      List.of(
          new RegionChannel("Ag107", "107Ag"),
          new RegionChannel("Pr141", ""),
          new RegionChannel("Ir191", "DNA1"));

  private static final List<RegionChannel> UNNAMED =
      List.of(new RegionChannel("", ""), new RegionChannel("", ""));

  @TempDir Path folder;

  private Panel panel(String text) throws IOException {
    Path file = folder.resolve("panel.csv");
    Files.writeString(file, text);
    return Panel.read(file);
  }

  private String refusal(String text, List<RegionChannel> image) {
    return assertThrows(ImcException.class, () -> panel(text).choose(image)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ag107", "107Ag", "Ag(107)", "Ag107Di", "Ag(107)Di", " Ag107 "})
  void metalsAreSpeltInOneWay(String text) {
    assertEquals(Optional.of("Ag107"), MetalTag.key(text));
  }

  @Test
  void renamesAndSelectsInTheOrderOfTheImage() throws IOException {
    assertEquals(
        List.of(
            new Panel.Chosen(1, new RegionChannel("Pr141", "CK5, basal")),
            new Panel.Chosen(2, new RegionChannel("Ir191", "Ir191"))),
        panel("channel;name;keep\n191Ir;;1\nPr(141);CK5, basal;\nAg107;no;0\n").choose(IMAGE));
  }

  @Test
  void readsTheOlderKindInAnyOrder() throws IOException {
    assertEquals(
        List.of(
            new Panel.Chosen(0, new RegionChannel("Ag107", "silver")),
            new Panel.Chosen(2, new RegionChannel("Ir191", "DNA"))),
        panel("Tube Number,Metal Tag,Target,full\n3,Ir191,DNA,1\n1,Ag107,silver,1\n")
            .choose(IMAGE));
  }

  @Test
  void namesPagesInTheirOrder() throws IOException {
    assertEquals(
        List.of(
            new Panel.Chosen(0, new RegionChannel("Pr141", "a")),
            new Panel.Chosen(1, new RegionChannel("Ag107", "b"))),
        panel("channel,name,keep\nPr141,a,1\nIr191,\"c, d\",0\nAg107,b,1\n").choose(UNNAMED));
  }

  @Test
  void namesPagesByTheirMassesWhereRowsAreInAnyOrder() throws IOException {
    assertEquals(
        List.of(
            new Panel.Chosen(0, new RegionChannel("Pr141", "b")),
            new Panel.Chosen(1, new RegionChannel("Eu153", "a"))),
        panel("Metal Tag,Target\nEu153,a\nPr141,b\n").choose(UNNAMED));
  }

  @Test
  void refusesAMissingChannel() {
    String message = refusal("channel,name\nAg107,a\nEu153,b\n", IMAGE);
    assertTrue(message.contains("names Eu153, the image has Ag107, Pr141, Ir191"), message);
  }

  @Test
  void refusesTheSameNameOrChannelTwice() {
    String names = refusal("channel,name\nAg107,a\nPr141,a\n", IMAGE);
    assertTrue(names.contains("two channels the name 'a'"), names);
    String keys = refusal("channel,name\nAg107,a\n107Ag,b\n", IMAGE);
    assertTrue(keys.contains("channel Ag107 twice"), keys);
  }

  @Test
  void refusesAnotherNumberOfPages() {
    String message = refusal("channel,name\nAg107,a\n", UNNAMED);
    assertTrue(message.contains("names 1 channels, 1 of them kept; the image has 2"), message);
    String older = refusal("Metal Tag,Target\nAg107,a\nmarker,b\n", UNNAMED);
    assertTrue(older.contains("'marker', which is no metal"), older);
  }

  @Test
  void refusesWhatIsNoPanel() throws IOException {
    assertTrue(refusal("a,b\n1,2\n", IMAGE).contains("is no panel"));
    assertTrue(refusal("", IMAGE).contains("is empty"));
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, new byte[] {'a', (byte) 0xb5, '\n'});
    ImcException coding = assertThrows(ImcException.class, () -> Panel.read(latin));
    assertTrue(coding.getMessage().contains("not in UTF-8"), coding.getMessage());
    assertTrue(refusal("channel,name,keep\nAg107,a,0\n", IMAGE).contains("keeps no channel"));
  }
}
