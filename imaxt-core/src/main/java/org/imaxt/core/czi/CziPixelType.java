package org.imaxt.core.czi;

import java.util.Arrays;
import java.util.Optional;

/** What a pixel of a sub-block holds. */
public enum CziPixelType {
  /** Unsigned, 8 bits. */
  GRAY8(0, 1, 1),
  /** Unsigned, 16 bits, little endian. */
  GRAY16(1, 1, 2),
  /** IEEE single precision, little endian. */
  GRAY32_FLOAT(2, 1, 4),
  /** Blue, green and red, 8 bits each. */
  BGR24(3, 3, 1);

  private final int code;
  private final int samples;
  private final int sampleBytes;

  CziPixelType(int code, int samples, int sampleBytes) {
    this.code = code;
    this.samples = samples;
    this.sampleBytes = sampleBytes;
  }

  static Optional<CziPixelType> of(int code) {
    return Arrays.stream(values()).filter(t -> t.code == code).findFirst();
  }

  /**
   * Numbers a pixel.
   *
   * @return 1, or 3 for colour
   */
  public int samples() {
    return samples;
  }

  /**
   * Bytes a number.
   *
   * @return 1, 2 or 4
   */
  public int sampleBytes() {
    return sampleBytes;
  }

  /**
   * Bytes a pixel.
   *
   * @return bytes of all samples
   */
  public int bytes() {
    return samples * sampleBytes;
  }
}
