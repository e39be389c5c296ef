package org.imaxt.core.phantom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes the {@code Mosaic_….txt} files of a TissueCyte acquisition. */
final class MosaicFile {
  private static final LocalDateTime START = LocalDateTime.of(2026, 3, 2, 9, 0);

  private final PhantomParams params;

  MosaicFile(PhantomParams params) {
    this.params = params;
  }

  /** Time stamp of a section's tile files, {@code MMDDYYYY-HHMM}. */
  static String stamp(int section) {
    return DateTimeFormatter.ofPattern("MMddyyyy-HHmm", Locale.ROOT).format(time(section));
  }

  private static LocalDateTime time(int section) {
    return START.plusMinutes(41L * (section - 1));
  }

  int startNumber(int section) {
    return switch (params.acquisition().startNumber()) {
      case ZERO -> 0;
      case CONTIGUOUS -> (section - 1) * params.grid().tiles() * params.acquisition().layers();
    };
  }

  /** The file of the whole acquisition: keys only. */
  void writeMaster(Path folder) throws IOException {
    String name = "Mosaic_" + params.acquisition().sampleId() + ".txt";
    write(folder.resolve(name), keys(1));
  }

  /** The file of one section: keys and positions. */
  void writeSection(Path folder, String sectionId, SectionTruth section) throws IOException {
    StringBuilder text = keys(section.section());
    long lastX = 0;
    long lastY = 0;
    for (TileTruth t : section.tiles()) {
      long x = Math.round(t.reportedXUm() * 10);
      long y = Math.round(t.reportedYUm() * 10);
      boolean first = t.tile() == 0;
      text.append("XPos").append(first ? 0 : x - lastX).append(':').append(x).append('\n');
      text.append("YPos").append(first ? 0 : y - lastY).append(':').append(y).append('\n');
      lastX = x;
      lastY = y;
    }
    write(folder.resolve("Mosaic_" + sectionId + ".txt"), text);
  }

  private StringBuilder keys(int section) {
    GridParams g = params.grid();
    AcquisitionParams a = params.acquisition();
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("Sample ID", a.sampleId());
    keys.put(
        "acqDate",
        DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.ROOT).format(time(section)));
    keys.put("Description", "phantom: tissue and beads, " + params.specimen().sectionUm() + " µm");
    keys.put("comments", "seed:" + params.seed());
    keys.put("rows", String.valueOf(g.tileHeightPx()));
    keys.put("columns", String.valueOf(g.tileWidthPx()));
    keys.put("layers", String.valueOf(a.layers()));
    keys.put("xres", String.valueOf(g.pixelSizeUm()));
    keys.put("yres", String.valueOf(g.pixelSizeUm()));
    keys.put("zres", String.valueOf(params.optics().layerStepUm()));
    keys.put("mrows", String.valueOf(g.rows()));
    keys.put("mcolumns", String.valueOf(g.columns()));
    keys.put("mrowres", String.valueOf(g.stepYUm()));
    keys.put("mcolumnres", String.valueOf(g.stepXUm()));
    keys.put("sections", String.valueOf(a.sections()));
    keys.put("sectionres", String.valueOf(params.specimen().sectionUm()));
    keys.put("channels", String.valueOf(a.channels()));
    keys.put("startnum", String.valueOf(startNumber(section)));
    keys.put("excwavelength", "780");
    keys.put("excpower", "140");
    keys.put("objective", "Nikon 16x NA 0.8: water");
    keys.put("Zscan", a.layers() > 1 ? "1" : "0");
    keys.put("Zposition", String.valueOf(params.optics().layerDepthUm()));
    keys.put("Pixrestime", "0.4");
    keys.put("ScannerID", "phantom");
    keys.put("Vibratome Frequency", "70");
    keys.put("SliceTranslationSpeed", "0.5");
    keys.putAll(a.headers());
    StringBuilder text = new StringBuilder();
    keys.forEach((k, v) -> text.append(k).append(':').append(v).append('\n'));
    return text;
  }

  private void write(Path file, StringBuilder text) throws IOException {
    boolean crlf = params.acquisition().lineEnding() == AcquisitionParams.LineEnding.CRLF;
    String all = crlf ? text.toString().replace("\n", "\r\n") : text.toString();
    Files.write(file, all.getBytes(StandardCharsets.UTF_8));
  }
}
