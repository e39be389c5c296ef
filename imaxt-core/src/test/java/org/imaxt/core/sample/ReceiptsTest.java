package org.imaxt.core.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.zarr.ZarrVersion;
import org.junit.jupiter.api.Test;

/** Receipts: what decides a hash, and when a chain of them holds. */
class ReceiptsTest {

  private final Sample sample = Sample.inMemory(ZarrVersion.V2);
  private final Receipts receipts = new Receipts(sample);

  private static Receipt receipt(String stage, String output, Map<String, String> reads, int p) {
    Map<String, Object> parameters = Map.of("p", p);
    return new Receipt(
        stage,
        output,
        Receipts.hash(stage, 1, parameters, reads, Map.of()),
        1,
        parameters,
        reads,
        Map.of(),
        Map.of("time", "now"));
  }

  /** ingest → stitch → fuse, all complete. */
  private void chain() {
    Receipt ingest = receipt("ingest", "S001", Map.of(), 1);
    Receipt stitch = receipt("stitch", "S001", Map.of("ingest/S001", ingest.hash()), 1);
    Receipt fuse = receipt("fuse", "S001", Map.of("stitch/S001", stitch.hash()), 1);
    List.of(ingest, stitch, fuse).forEach(receipts::write);
  }

  @Test
  void everythingThatDecidesAResultChangesTheHash() {
    String base = Receipts.hash("a", 1, Map.of("p", 1), Map.of("r", "x"), Map.of("i", "y"));
    assertEquals(64, base.length());
    List<String> others =
        List.of(
            Receipts.hash("b", 1, Map.of("p", 1), Map.of("r", "x"), Map.of("i", "y")),
            Receipts.hash("a", 2, Map.of("p", 1), Map.of("r", "x"), Map.of("i", "y")),
            Receipts.hash("a", 1, Map.of("p", 2), Map.of("r", "x"), Map.of("i", "y")),
            Receipts.hash("a", 1, Map.of("p", 1), Map.of("r", "z"), Map.of("i", "y")),
            Receipts.hash("a", 1, Map.of("p", 1), Map.of("r", "x"), Map.of("i", "z")),
            Receipts.hash("a", 1, Map.of("p", 1), Map.of("i", "y"), Map.of("r", "x")));
    others.forEach(other -> assertNotEquals(base, other));
  }

  @Test
  void theOrderOfNamesDoesNotChangeTheHash() {
    Map<String, Object> one = new java.util.LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", 2);
    Map<String, Object> other = new java.util.LinkedHashMap<>();
    other.put("b", 2);
    other.put("a", 1);
    assertEquals(
        Receipts.hash("s", 1, one, Map.of(), Map.of()),
        Receipts.hash("s", 1, other, Map.of(), Map.of()));
  }

  @Test
  void aCompleteChainIsVerified() {
    chain();
    assertEquals(
        receipts.find("fuse", "S001").orElseThrow().hash(), receipts.verified("fuse/S001"));
    assertEquals(List.of("S001"), receipts.complete("fuse"));
  }

  @Test
  void anAbsentOutputNamesTheStageToRun() {
    assertEquals(Optional.empty(), receipts.find("fuse", "S001"));
    SampleFormatException refused =
        assertThrows(SampleFormatException.class, () -> receipts.verified("fuse/S001"));
    assertEquals("memory has no complete S001 of fuse; run imaxt fuse", refused.getMessage());
  }

  @Test
  void anOutputMadeFromSomethingThatWasReplacedIsRefused() {
    chain();
    receipts.write(receipt("ingest", "S001", Map.of(), 2));
    SampleFormatException refused =
        assertThrows(SampleFormatException.class, () -> receipts.verified("fuse/S001"));
    assertEquals(
        "S001 of stitch is older than ingest/S001, which it was made from; run imaxt stitch again",
        refused.getMessage());
  }

  @Test
  void anOutputWhoseSourceWasRemovedIsRefused() {
    chain();
    receipts.remove("stitch", "S001");
    SampleFormatException refused =
        assertThrows(SampleFormatException.class, () -> receipts.verified("fuse/S001"));
    assertTrue(refused.getMessage().endsWith("run imaxt stitch"), refused.getMessage());
  }

  @Test
  void remakingTheSameKeepsWhatFollows() {
    chain();
    receipts.remove("ingest", "S001");
    receipts.write(receipt("ingest", "S001", Map.of(), 1));
    receipts.verified("fuse/S001");
  }

  @Test
  void anUnfinishedStageIsRememberedUntilItEnds() {
    assertFalse(receipts.isUnfinished("export mosaic"));
    receipts.begin("export mosaic");
    assertTrue(receipts.isUnfinished("export mosaic"));
    receipts.end("export mosaic");
    assertFalse(receipts.isUnfinished("export mosaic"));
  }
}
