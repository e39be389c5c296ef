package org.imaxt.core.contract;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes small {@code .mcd} and {@code .txt} files as the instrument does, with its quirks. */
public final class McdWriter {

  /** Value of a channel at a pixel. */
  public interface Values {
    /** The value; channels count from 0. */
    float at(int channel, int x, int y);
  }

  /** A picture: where it hangs, and its bytes. */
  private record Embedded(String table, String column, int id, byte[] bytes) {}

  private final List<String> metals;
  private final List<String> labels;
  private final List<Region> regions = new ArrayList<>();
  private final List<Embedded> pictures = new ArrayList<>();
  private boolean earlierSchema;

  /** A writer of files with these channels, spelt as {@code Ir191}. */
  public McdWriter(List<String> metals, List<String> labels) {
    this.metals = List.copyOf(metals);
    this.labels = List.copyOf(labels);
  }

  /** A region, and what the schema says of it. */
  public static final class Region {
    private final int id;
    private final int width;
    private final int height;
    private final Values values;
    private final Map<String, String> said = new LinkedHashMap<>();
    private long pixels;
    private int extraBytes;

    private Region(int id, int width, int height, Values values) {
      this.id = id;
      this.width = width;
      this.height = height;
      this.values = values;
      this.pixels = (long) width * height;
    }

    /** Replaces a column of the schema; {@code +n} and {@code -n} add to what it would be. */
    public Region say(String column, String value) {
      said.put(column, value);
      return this;
    }

    /** Writes fewer pixels than the schema states. */
    public Region pixels(long count) {
      pixels = count;
      return this;
    }

    /** Bytes behind the data that are no whole pixel. */
    public Region extraBytes(int count) {
      extraBytes = count;
      return this;
    }
  }

  /** Adds a region. */
  public Region region(int id, int width, int height, Values values) {
    Region region = new Region(id, width, height, values);
    regions.add(region);
    return region;
  }

  /** Adds a picture: {@code Slide}, {@code Panorama}, {@code Before} or {@code After}. */
  public McdWriter picture(String kind, int id, byte[] bytes) {
    boolean ablation = kind.equals("Before") || kind.equals("After");
    pictures.add(
        new Embedded(
            ablation ? "Acquisition" : kind,
            ablation ? kind + "AblationImage" : "Image",
            id,
            bytes.clone()));
    return this;
  }

  /** Writes an older schema, of the first region alone, before the last one. */
  public McdWriter earlierSchema() {
    earlierSchema = true;
    return this;
  }

  /** Writes the file. */
  public void write(Path file) throws IOException {
    Map<Embedded, long[]> at = new LinkedHashMap<>();
    long offset = 16;
    List<long[]> blocks = new ArrayList<>();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(new byte[16]);
      for (Embedded picture : pictures) {
        out.write(new byte[161]);
        out.write(picture.bytes());
        out.write(11);
        at.put(picture, new long[] {offset, offset + 162 + picture.bytes().length});
        offset = at.get(picture)[1];
      }
      for (Region region : regions) {
        long bytes = region.pixels * 4 * (metals.size() + 3);
        data(region, out);
        out.write(new byte[region.extraBytes]);
        long end = offset + bytes + region.extraBytes;
        blocks.add(bytes == 0 ? new long[] {0, 0} : new long[] {offset, end});
        offset = end;
      }
      if (earlierSchema) {
        out.write(utf16(schema(regions.subList(0, 1), blocks, at)));
      }
      out.write(utf16(schema(regions, blocks, at)));
      out.write(utf16("<MCDPublic xmlns=\"x\"></MCDPublic>"));
    }
  }

  /** The schema as the file beside an {@code .mcd} holds it. */
  public void writeSchema(Path file, Path mcd) throws IOException {
    String text = new String(Files.readAllBytes(mcd), StandardCharsets.UTF_16LE);
    int start = text.lastIndexOf("<MCDSchema");
    int end = text.lastIndexOf("</MCDSchema>") + "</MCDSchema>".length();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {0, 1, 0, -1, -1, -1});
    out.write(text.substring(start, end).getBytes(StandardCharsets.UTF_8));
    out.write(11);
    Files.write(file, out.toByteArray());
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private void data(Region region, OutputStream out) throws IOException {
    int n = metals.size() + 3;
    ByteBuffer row = ByteBuffer.allocate(4 * n * region.width).order(ByteOrder.LITTLE_ENDIAN);
    long left = region.pixels;
    for (int y = 0; y < region.height && left > 0; y++) {
      row.clear();
      for (int x = 0; x < region.width && left > 0; x++, left--) {
        row.putFloat(x).putFloat(y).putFloat(0);
        for (int c = 0; c < metals.size(); c++) {
          row.putFloat(region.values.at(c, x, y));
        }
      }
      out.write(row.array(), 0, row.position());
    }
  }

  private String schema(List<Region> some, List<long[]> blocks, Map<Embedded, long[]> at) {
    StringBuilder xml = new StringBuilder("<MCDSchema xmlns=\"http://x/MCDSchema_V2_0.xsd\">");
    row(xml, "Slide", pictures("Slide", 0, at), "ID", "0", "Description", "Slide");
    pictures.stream()
        .filter(p -> p.table().equals("Panorama"))
        .forEach(
            p ->
                row(
                    xml,
                    "Panorama",
                    pictures("Panorama", p.id(), at),
                    ("ID "
                            + p.id()
                            + " Description Panorama SlideX1PosUm 100 SlideY1PosUm 900"
                            + " SlideX2PosUm 300 SlideY2PosUm 900 SlideX3PosUm 300"
                            + " SlideY3PosUm 700 SlideX4PosUm 100 SlideY4PosUm 700")
                        .split(" ")));
    for (Region region : some) {
      String id = Integer.toString(region.id);
      for (int c = -3; c < metals.size(); c++) {
        String axis = c < 0 ? List.of("X", "Y", "Z").get(c + 3) : "";
        String metal = c < 0 ? axis : metals.get(c).replaceFirst("(\\d+)", "($1)");
        String label = c < 0 ? axis : labels.get(c);
        row(
            xml,
            "AcquisitionChannel",
            Map.of(),
            "ChannelName",
            metal,
            "OrderNumber",
            Integer.toString(c + 3),
            "AcquisitionID",
            id,
            "ChannelLabel",
            label);
      }
    }
    for (Region region : some) {
      acquisition(xml, region, blocks.get(regions.indexOf(region)), at);
    }
    return xml.append("</MCDSchema>").toString();
  }

  private void acquisition(
      StringBuilder xml, Region region, long[] block, Map<Embedded, long[]> at) {
    Map<String, String> row = new LinkedHashMap<>(pictures("Acquisition", region.id, at));
    row.put("ID", Integer.toString(region.id));
    row.put("Description", "ROI_%03d".formatted(region.id));
    row.put("AblationDistanceBetweenShotsX", "1");
    row.put("AblationDistanceBetweenShotsY", "1");
    row.put("DataStartOffset", Long.toString(block[0]));
    row.put("DataEndOffset", Long.toString(block[1]));
    row.put("ROIStartXPosUm", "1000");
    row.put("ROIStartYPosUm", "2000");
    row.put("ROIEndXPosUm", Integer.toString(1000 + region.width));
    row.put("ROIEndYPosUm", Integer.toString(2000 - region.height));
    row.put("ValueBytes", "4");
    row.put("MaxX", Integer.toString(region.width));
    row.put("MaxY", Integer.toString(region.height));
    region.said.forEach(
        (column, value) -> {
          boolean relative = value.matches("[+-]\\d+");
          long base = relative ? Long.parseLong(row.get(column)) : 0;
          row.put(column, relative ? Long.toString(base + Long.parseLong(value)) : value);
        });
    row(xml, "Acquisition", row);
  }

  private Map<String, String> pictures(String table, int id, Map<Embedded, long[]> at) {
    Map<String, String> row = new LinkedHashMap<>();
    at.forEach(
        (picture, offsets) -> {
          if (picture.table().equals(table) && picture.id() == id) {
            row.put(picture.column() + "StartOffset", Long.toString(offsets[0]));
            row.put(picture.column() + "EndOffset", Long.toString(offsets[1]));
          }
        });
    return row;
  }

  private static void row(
      StringBuilder xml, String table, Map<String, String> values, String... more) {
    xml.append('<').append(table).append(" diffgr:id=\"").append(table).append("1\">");
    Map<String, String> all = new LinkedHashMap<>(values);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    all.forEach((k, v) -> xml.append("<%s>%s</%s>".formatted(k, v, k)));
    xml.append("</").append(table).append('>');
  }

  /** A text file of a region, with as many lines as asked for. */
  public void writeText(Path file, int width, int height, long lines, Values values)
      throws IOException {
    StringBuilder text = new StringBuilder("Start_push\tEnd_push\tPushes_duration\tX\tY\tZ");
    for (int c = 0; c < metals.size(); c++) {
      text.append('\t').append(labels.get(c)).append('(').append(metals.get(c)).append("Di)");
    }
    text.append("\r\n");
    for (long i = 0; i < lines; i++) {
      int x = (int) (i % width);
      int y = (int) (i / width);
      text.append("1\t2\t1\t%d\t%d\t0".formatted(x, y));
      for (int c = 0; c < metals.size(); c++) {
        text.append(String.format(Locale.ROOT, "\t%.3f", values.at(c, x, y)));
      }
      text.append("\r\n");
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
    if (lines > (long) width * height) {
      throw new IllegalArgumentException("more lines than pixels");
    }
  }
}
