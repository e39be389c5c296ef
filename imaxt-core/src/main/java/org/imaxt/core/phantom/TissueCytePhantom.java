package org.imaxt.core.phantom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import net.imglib2.parallel.TaskExecutor;
import org.imaxt.core.tiff.TiffWriter;

/**
 * Writes a phantom as the files of a TissueCyte acquisition, and its truth beside.
 *
 * <p>Holds no more tiles than the executor works on at a time.
 */
public final class TissueCytePhantom {
  private final PhantomParams params;
  private final Path root;
  private final Phantom phantom;
  private final MosaicFile mosaic;

  private TissueCytePhantom(PhantomParams params, Path root) {
    this.params = params;
    this.root = root;
    phantom = new Phantom(params);
    mosaic = new MosaicFile(params);
  }

  /**
   * Renders and writes an acquisition; equal parameters give equal bytes whatever the executor.
   *
   * @param params the phantom
   * @param folder folder to create; should be empty
   * @param executor where tiles are rendered
   * @param progress hears of each tile, all channels of one layer
   * @return the truth, also written to {@code truth.json}
   * @throws IOException if a file cannot be written
   */
  public static PhantomTruth write(
      PhantomParams params, Path folder, TaskExecutor executor, ProgressListener progress)
      throws IOException {
    Files.createDirectories(folder);
    TissueCytePhantom writer = new TissueCytePhantom(params, folder);
    try {
      writer.writeAll(executor, progress);
    } catch (UncheckedIOException e) {
      throw new IOException("cannot write the phantom to " + folder, e.getCause());
    }
    return writer.phantom.truth();
  }

  private void writeAll(TaskExecutor executor, ProgressListener progress) throws IOException {
    PhantomTruth truth = phantom.truth();
    truth.write(root);
    Files.createDirectories(channelRoot(1));
    mosaic.writeMaster(channelRoot(1));
    if (params.acquisition().layout() == AcquisitionParams.Layout.B) {
      Files.createDirectories(root.resolve("trigger"));
      Files.writeString(root.resolve("trigger").resolve("trigger.log"), "to be ignored\n");
    }
    List<SectionTruth> sections = truth.sections().stream().filter(s -> !s.missing()).toList();
    long total = sections.stream().mapToLong(s -> phantom.renderer().units(s).size()).sum();
    AtomicLong done = new AtomicLong();
    for (SectionTruth s : sections) {
      for (int c = 1; c <= params.acquisition().channels(); c++) {
        Files.createDirectories(channelRoot(c).resolve(sectionId(s)));
      }
      mosaic.writeSection(channelRoot(1).resolve(sectionId(s)), sectionId(s), s);
      executor.forEach(
          phantom.renderer().units(s),
          unit -> {
            writeTile(s, unit[0], unit[1]);
            progress.progressed(done.incrementAndGet(), total);
          });
    }
  }

  private Path channelRoot(int channel) {
    return params.acquisition().layout() == AcquisitionParams.Layout.A
        ? root
        : root.resolve("ch" + channel);
  }

  private String sectionId(SectionTruth s) {
    return String.format(Locale.ROOT, "%s-%04d", params.acquisition().sampleId(), s.section());
  }

  private void writeTile(SectionTruth s, int layer, int tile) {
    short[][] images = phantom.renderer().tile(s.section(), layer, tile);
    int index = mosaic.startNumber(s.section()) + tile + params.grid().tiles() * (layer - 1);
    boolean gz = params.acquisition().compression() == AcquisitionParams.Compression.GZIP;
    for (int c = 1; c <= images.length; c++) {
      String name =
          String.format(
              Locale.ROOT,
              "%s-%d_%02d.tif%s",
              MosaicFile.stamp(s.section()),
              index,
              c,
              gz ? ".gz" : "");
      Path file = channelRoot(c).resolve(sectionId(s)).resolve(name);
      try {
        writeFile(file, new TileFile(s.section(), layer, c, tile), images[c - 1]);
      } catch (IOException e) {
        throw new UncheckedIOException(file.toString(), e);
      }
    }
  }

  private void writeFile(Path file, TileFile which, short[] image) throws IOException {
    if (params.faults().empty().contains(which)) {
      Files.write(file, new byte[0]);
    } else if (params.faults().truncated().contains(which)) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      encode(whole, image);
      Files.write(file, Arrays.copyOf(whole.toByteArray(), whole.size() * 3 / 5));
    } else {
      try (OutputStream out = Files.newOutputStream(file)) {
        encode(out, image);
      }
    }
  }

  private void encode(OutputStream out, short[] image) throws IOException {
    int w = params.grid().tileWidthPx();
    int h = params.grid().tileHeightPx();
    if (params.acquisition().compression() == AcquisitionParams.Compression.GZIP) {
      GZIPOutputStream gz = new GZIPOutputStream(out, 1 << 16);
      TiffWriter.write(gz, image, w, h);
      gz.finish();
    } else {
      TiffWriter.write(out, image, w, h);
    }
  }
}
