package org.imaxt.core.lab;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imaxt.core.sample.ArrayKey;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Selection;
import org.imaxt.core.zarr.ArraySpec;
import org.imaxt.core.zarr.DataType;

/**
 * A small image of a section: the unit of work and the result of the lab's stages.
 *
 * @param folder path in the sample under which the image lies
 * @param section section number from 1
 */
public record Patch(String folder, int section) implements Serializable {

  private static final int WIDTH = 16;

  static List<Output> outputs(String folder, int planes, Selection selection, String reads) {
    List<Integer> existing = IntStream.rangeClosed(1, planes).boxed().toList();
    return selection.of(existing).stream()
        .map(
            s ->
                new Output(
                    Layout.sectionName(s),
                    s,
                    reads.isEmpty() ? List.of() : List.of(reads + "/" + Layout.sectionName(s)),
                    new TreeMap<>(),
                    List.of(new Patch(folder, s).path())))
        .toList();
  }

  String path() {
    return folder + "/" + Layout.sectionName(section);
  }

  void paint(Sample sample, int value) {
    short[] pixels = new short[WIDTH * WIDTH];
    Arrays.fill(pixels, (short) value);
    sample
        .create(
            new ArrayKey<>(path(), DataType.UINT16),
            ArraySpec.image(new long[] {WIDTH, WIDTH}, new int[] {WIDTH, WIDTH}, DataType.UINT16))
        .writeChunk(pixels, 0, 0);
  }

  /** Value of all pixels, ADU. */
  int value(Sample sample) {
    return ((short[]) sample.array(new ArrayKey<>(path(), DataType.UINT16)).readChunk(0, 0))[0];
  }
}
