package org.imaxt.stitch.acquisition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Folders as a TissueCyte microscope leaves them: tiles of 20 x 16 px at 1 µm, 3 x 2 of them a
 * layer, serpentine by columns, steps of 18 and 14 µm. Fields are changed by tests before writing.
 */
final class FakeTissueCyte {

  final Path root;
  final Map<String, String> keys = new LinkedHashMap<>();
  String id = "Müs 1";
  int rows = 2;
  int columns = 3;
  int layers = 1;
  int channels = 2;
  int[] sections = {1, 2};
  int startnumOffset;
  boolean layoutB;
  boolean gzip;
  String newline = "\n";
  Charset charset = StandardCharsets.UTF_8;

  FakeTissueCyte(Path root) {
    this.root = root;
    keys.put("acqDate", "1/2/2020 10:11:12");
    keys.put("Description", "mouse: left; 10 µm");
    keys.put("rows", "16");
    keys.put("columns", "20");
    keys.put("xres", "1.0");
    keys.put("yres", "1.0");
    keys.put("zres", "5");
    keys.put("mrowres", "14");
    keys.put("mcolumnres", "18");
    keys.put("sectionres", "15");
    keys.put("objective", "16x");
    keys.put("Vibratome Frequency", "60");
    keys.put("Colour of the box", "green");
  }

  Path home(int channel) {
    return layoutB ? root.resolve("ch" + channel) : root;
  }

  Path master() {
    return home(1).resolve("Mosaic_" + id + ".txt");
  }

  String sectionName(int section) {
    return String.format("%s-%04d", id, section);
  }

  Path folder(int section, int channel) {
    return home(channel).resolve(sectionName(section));
  }

  Path mosaic(int section) {
    return folder(section, 1).resolve("Mosaic_" + sectionName(section) + ".txt");
  }

  int startnum(int section) {
    return (section - 1) * rows * columns * layers + startnumOffset;
  }

  Path tile(int section, int tile, int layer, int channel) {
    int index = startnum(section) + tile + rows * columns * (layer - 1);
    String stamp = section % 2 == 1 ? "01022020-1011" : "01032020-0812";
    String name = stamp + "-" + index + "_" + String.format("%02d", channel) + ".tif";
    return folder(section, channel).resolve(gzip ? name + ".gz" : name);
  }

  FakeTissueCyte write() throws IOException {
    Files.createDirectories(home(1));
    keys.putIfAbsent("Sample ID", id);
    keys.putIfAbsent("mrows", "" + rows);
    keys.putIfAbsent("mcolumns", "" + columns);
    keys.putIfAbsent("layers", "" + layers);
    keys.putIfAbsent("channels", "" + channels);
    keys.putIfAbsent("sections", "2");
    text(master(), lines(""));
    for (int section : sections) {
      for (int channel = 1; channel <= channels; channel++) {
        Files.createDirectories(folder(section, channel));
      }
      text(mosaic(section), lines("startnum:" + startnum(section) + newline + positions()));
      for (int channel = 1; channel <= channels; channel++) {
        for (int layer = 1; layer <= layers; layer++) {
          for (int t = 0; t < rows * columns; t++) {
            Files.write(tile(section, t, layer, channel), packed(Files16.tiff(20, 16, 16)));
          }
        }
      }
    }
    return this;
  }

  void text(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(charset));
  }

  String lines(String more) {
    StringBuilder text = new StringBuilder();
    keys.forEach((key, value) -> text.append(key).append(':').append(value).append(newline));
    return text.append(more).toString();
  }

  String positions() {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < rows * columns; t++) {
      int column = t / rows;
      int row = column % 2 == 0 ? t % rows : rows - 1 - t % rows;
      int jitter = t % 3 - 1;
      text.append("XPos").append(t == 0 ? 0 : 180).append(':').append(column * 180 + 3 * jitter);
      text.append(newline).append("YPos").append(-140).append(':');
      text.append(row * 140 - 2000 - 4 * jitter).append(newline);
    }
    return text.toString();
  }

  private byte[] packed(byte[] bytes) throws IOException {
    if (!gzip) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }
}
