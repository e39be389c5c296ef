package org.imaxt.core.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortPlanesTest {

  private static final int FROM = 3;

  @ParameterizedTest(name = "{0} elements")
  @ValueSource(ints = {0, 1, 7, 8, 9, 23, 1023, 1024, 1031, 5000})
  void dividesAsBytesOfAnyElementAreDivided(int n) {
    byte[] bytes = new byte[2 * (n + FROM)];
    new Random(n).nextBytes(bytes);
    short[] elements = new short[n + FROM];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(elements);
    byte[] expected = new byte[2 * n];
    ByteShuffle.shuffleBytes(bytes, 2 * FROM, 2 * n, 2, expected);

    byte[] planes = new byte[2 * n];
    ShortPlanes.split(elements, FROM, n, planes);

    assertArrayEquals(expected, planes);
    short[] joined = Arrays.copyOf(elements, FROM + n);
    Arrays.fill(joined, FROM, FROM + n, (short) 0);
    ShortPlanes.join(planes, n, joined, FROM);
    assertArrayEquals(elements, joined);
  }
}
