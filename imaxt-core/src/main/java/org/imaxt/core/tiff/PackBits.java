package org.imaxt.core.tiff;

import java.util.Arrays;

/** Unpacks Apple's run lengths (Adobe TIFF 6.0, section 9). */
final class PackBits {

  private PackBits() {}

  /**
   * Unpacks until the target is full.
   *
   * @return number of bytes unpacked; fewer than the target holds if the data end before
   */
  static int decode(byte[] packed, byte[] target) {
    int in = 0;
    int out = 0;
    while (in < packed.length && out < target.length) {
      int n = packed[in++];
      if (n >= 0) {
        int count = Math.min(n + 1, Math.min(packed.length - in, target.length - out));
        System.arraycopy(packed, in, target, out, count);
        in += n + 1;
        out += count;
      } else if (n != -128 && in < packed.length) {
        int count = Math.min(1 - n, target.length - out);
        Arrays.fill(target, out, out + count, packed[in++]);
        out += count;
      }
    }
    return out;
  }
}
