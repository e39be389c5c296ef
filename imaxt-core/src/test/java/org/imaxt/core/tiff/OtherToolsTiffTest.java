package org.imaxt.core.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other tools write is read, and what is written other tools read. */
class OtherToolsTiffTest {

  private static final String PYTHON = "/usr/bin/python3";

  @TempDir Path folder;

  private String run(String... command) throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(folder.toFile())
            .start();
    int code = process.waitFor();
    String text = Files.readString(log, StandardCharsets.UTF_8);
    assertEquals(0, code, String.join(" ", command) + "\n" + text);
    return text;
  }

  private void assumeTool(String... command) throws InterruptedException {
    boolean there;
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      there = process.waitFor() != 127 && (!command[0].equals(PYTHON) || process.exitValue() == 0);
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "skipped: " + String.join(" ", command) + " is not installed here");
  }

  private void assumeTifffile() throws InterruptedException {
    assumeTool(PYTHON, "-c", "import tifffile, numpy");
  }

  private Path pyramid(PixelType type) throws IOException {
    PyramidSpec spec = PyramidTiffWriterTest.spec(type);
    Path file = folder.resolve("m.ome.tif");
    PyramidTiffWriter.write(
        file, spec, (p, l, x, y) -> PyramidTiffWriterTest.tile(spec, p, l, x, y));
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"uint8", "uint16", "uint32", "float32"})
  void tifffileReadsPyramids(String type) throws Exception {
    assumeTifffile();
    pyramid(PixelType.valueOf(type.toUpperCase(Locale.ROOT)));
    String script =
        """
        import tifffile, numpy as np, xml.etree.ElementTree as ET
        f = tifffile.TiffFile('m.ome.tif')
        assert f.is_ome and f.is_bigtiff and len(f.pages) == 4
        s, = f.series
        assert s.axes == 'CZYX' and s.shape == (2, 2, 170, 300), (s.axes, s.shape)
        assert [l.shape[-2:] for l in s.levels] == [(170, 300), (85, 150), (43, 75)], s.levels
        for n, l in enumerate(s.levels):
            a = l.asarray()
            assert a.dtype == np.dtype('%s'), a.dtype
            y, x = np.mgrid[:a.shape[2], :a.shape[3]]
            for p in range(4):
                v = 1000 * p + 300 * n + 7 * x + 13 * y + x * y %% 11
                v = v / 4 if a.dtype.kind == 'f' else v
                assert (a[p // 2, p %% 2] == v.astype(a.dtype)).all(), (n, p)
        ns = {'o': 'http://www.openmicroscopy.org/Schemas/OME/2016-06'}
        root = ET.fromstring(f.ome_metadata)
        image = root.find('o:Image', ns)
        assert image.get('Name') == 'Schnitt <1> & "Größe"', image.get('Name')
        pixels = image.find('o:Pixels', ns)
        assert pixels.get('PhysicalSizeY') == '0.57' and pixels.get('PhysicalSizeZUnit') == 'µm'
        names = [c.get('Name') for c in pixels.findall('o:Channel', ns)]
        assert names == ['DAPI', 'β-III'], names
        m = root.find('.//o:M', ns)
        assert (m.get('K'), m.text) == ('bscale', '0.5')
        """
            .formatted(type);
    Files.writeString(folder.resolve("check.py"), script);
    run(PYTHON, "-X", "utf8", "-W", "error", "check.py");
  }

  @Test
  void tiffinfoReadsPyramidsWithoutWarnings() throws Exception {
    assumeTool("tiffinfo", "-h");
    pyramid(PixelType.UINT16);
    String text = run("tiffinfo", "-D", "m.ome.tif");
    List<String> warnings =
        Arrays.stream(text.split("\n"))
            .filter(l -> l.contains("Warning") || l.contains("Error") || l.contains("error"))
            .toList();
    assertEquals(List.of(), warnings, text);
  }

  @Test
  void readsEveryCodingThatLibtiffWrites() throws Exception {
    assumeTifffile();
    assumeTool("tiffcp", "-h");
    Files.writeString(
        folder.resolve("make.py"),
        """
        import numpy as np, tifffile
        y, x = np.mgrid[:137, :211]
        a = (1000 + 40 * np.sin(x / 9.0) * np.cos(y / 7.0) * 20 + (x * 7919 + y * 104729) % 23)
        a[40:90, 30:160] = 7
        for t in ('uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'float32'):
            b = (a * 1.25).astype(t) \
                if t == 'float32' else a.astype('int64').astype(t)
            tifffile.imwrite(t + '.tif', b, rowsperstrip=16, photometric='minisblack')
            b.astype(b.dtype.newbyteorder('<')).tofile(t + '.raw')
        """);
    run(PYTHON, "-X", "utf8", "make.py");
    List<String[]> options = new ArrayList<>();
    for (String coding : List.of("none", "lzw", "lzw:2", "zip", "zip:2", "packbits")) {
      for (String order : List.of("-L", "-B")) {
        options.add(new String[] {"-c", coding, order});
        options.add(new String[] {"-c", coding, order, "-t", "-w", "48", "-l", "32", "-8"});
      }
    }
    // libtiff 4.5 writes predictor 3 wrongly with -B: it cannot read the file back either
    options.add(new String[] {"-c", "zip:3", "-L"});
    options.add(new String[] {"-c", "lzw:3", "-L", "-t", "-w", "48", "-l", "32"});
    for (PixelType type : PixelType.values()) {
      byte[] expected = Files.readAllBytes(folder.resolve(type.key() + ".raw"));
      for (String[] option : options) {
        if (option[1].endsWith(":3") && type != PixelType.FLOAT32) {
          continue;
        }
        List<String> command = new ArrayList<>(List.of("tiffcp"));
        command.addAll(List.of(option));
        command.addAll(List.of(type.key() + ".tif", "out.tif"));
        run(command.toArray(String[]::new));
        try (TiffReader reader = TiffReader.open(folder.resolve("out.tif"))) {
          TiffPage page = reader.pages().get(0);
          assertEquals(type, page.pixelType());
          assertArrayEquals(
              expected,
              Samples.toBytes(type, reader.readPlane(page), ByteOrder.LITTLE_ENDIAN),
              String.join(" ", command));
        }
      }
    }
  }

  @Test
  void readsSeveralPagesAndSubIfdsOfTifffile() throws Exception {
    assumeTifffile();
    Files.writeString(
        folder.resolve("make.py"),
        """
        import numpy as np, tifffile
        with tifffile.TiffWriter('p.tif', bigtiff=False, byteorder='>') as w:
            for p in range(3):
                a = np.arange(80 * 60, dtype='uint16').reshape(60, 80) + p
                w.write(a, subifds=1, tile=(32, 32), compression='zlib', predictor=True,
                        description=('Seite %d µm' % p).encode(), metadata=None)
                w.write(a[::2, ::2], subfiletype=1, tile=(32, 32))
        """);
    run(PYTHON, "-X", "utf8", "make.py");
    try (TiffReader reader = TiffReader.open(folder.resolve("p.tif"))) {
      assertEquals(3, reader.pages().size());
      TiffPage last = reader.pages().get(2);
      assertEquals("Seite 2 µm", last.description().orElseThrow());
      TiffPage half = last.levels().get(0);
      assertEquals(List.of(40, 30), List.of(half.width(), half.height()));
      short[] pixels = (short[]) reader.readRegion(half, new TiffRegion(35, 29, 3, 1));
      int first = 58 * 80 + 70 + 2;
      assertArrayEquals(
          new short[] {(short) first, (short) (first + 2), (short) (first + 4)}, pixels);
    }
  }
}
