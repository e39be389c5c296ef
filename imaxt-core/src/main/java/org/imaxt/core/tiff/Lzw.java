package org.imaxt.core.tiff;

/**
 * Unpacks LZW as TIFF has it: codes of 9 to 12 bits, most significant bit first, widened one code
 * early (Adobe TIFF 6.0, section 13).
 */
final class Lzw {

  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int TABLE = 4096;

  private Lzw() {}

  /**
   * Unpacks until the target is full.
   *
   * @return number of bytes unpacked; fewer than the target holds if the data end before
   * @throws IllegalArgumentException if a code stands for nothing
   */
  static int decode(byte[] packed, byte[] target) {
    int[] prefix = new int[TABLE];
    byte[] suffix = new byte[TABLE];
    int[] length = new int[TABLE];
    for (int i = 0; i < 256; i++) {
      suffix[i] = (byte) i;
      length[i] = 1;
    }
    int next = 258;
    int bits = 9;
    int old = -1;
    int out = 0;
    int held = 0;
    int heldBits = 0;
    int in = 0;
    while (out < target.length) {
      while (heldBits < bits && in < packed.length) {
        held = held << 8 | packed[in++] & 0xff;
        heldBits += 8;
      }
      if (heldBits < bits) {
        break;
      }
      int code = held >>> heldBits - bits & (1 << bits) - 1;
      heldBits -= bits;
      if (code == END) {
        break;
      }
      if (code == CLEAR) {
        next = 258;
        bits = 9;
        old = -1;
        continue;
      }
      boolean known = code < next && code != CLEAR;
      if (!known && (old < 0 || code != next) || old < 0 && code > 255) {
        throw new IllegalArgumentException("code " + code + " stands for nothing yet");
      }
      // the one code that may be unknown is the last string followed by its own first byte
      int source = known ? code : old;
      int count = length[source] + (known ? 0 : 1);
      int first = write(target, out, source, prefix, suffix, length);
      if (!known && out + count <= target.length) {
        target[out + count - 1] = (byte) first;
      }
      out = Math.min(out + count, target.length);
      if (old >= 0 && next < TABLE) {
        prefix[next] = old;
        suffix[next] = (byte) first;
        length[next] = length[old] + 1;
        next++;
      }
      if (next + 1 >= 1 << bits && bits < 12) {
        bits++;
      }
      old = code;
    }
    return out;
  }

  /** Writes the string of a code, clipped at the end of the target; returns its first byte. */
  private static int write(
      byte[] target, int out, int code, int[] prefix, byte[] suffix, int[] length) {
    int at = out + length[code] - 1;
    int c = code;
    while (at > out) {
      if (at < target.length) {
        target[at] = suffix[c];
      }
      c = prefix[c];
      at--;
    }
    if (out < target.length) {
      target[out] = suffix[c];
    }
    return suffix[c] & 0xff;
  }
}
