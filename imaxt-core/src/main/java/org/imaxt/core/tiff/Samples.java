package org.imaxt.core.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes to primitive arrays and back, in bulk. */
final class Samples {

  private Samples() {}

  /** Copies whole pixels from bytes into an array of the type. */
  static void unpack(PixelType type, ByteBuffer source, Object target, int offset, int pixels) {
    switch (type) {
      case UINT8, INT8 -> source.get((byte[]) target, offset, pixels);
      case UINT16, INT16 -> source.asShortBuffer().get((short[]) target, offset, pixels);
      case UINT32, INT32 -> source.asIntBuffer().get((int[]) target, offset, pixels);
      case FLOAT32 -> source.asFloatBuffer().get((float[]) target, offset, pixels);
    }
  }

  /** Copies pixels of an array of the type into bytes. */
  static void pack(PixelType type, Object source, int offset, int pixels, ByteBuffer target) {
    switch (type) {
      case UINT8, INT8 -> target.put((byte[]) source, offset, pixels);
      case UINT16, INT16 -> target.asShortBuffer().put((short[]) source, offset, pixels);
      case UINT32, INT32 -> target.asIntBuffer().put((int[]) source, offset, pixels);
      case FLOAT32 -> target.asFloatBuffer().put((float[]) source, offset, pixels);
    }
  }

  /**
   * Undoes horizontal differencing in place, row by row (predictor 2).
   *
   * @param width numbers in a row
   * @param step numbers a pixel: each is the difference to the same sample of the pixel before
   */
  static void integrate(Object array, int width, int step) {
    if (array instanceof byte[] a) {
      for (int row = 0; row < a.length; row += width) {
        for (int i = row + step; i < row + width; i++) {
          a[i] += a[i - step];
        }
      }
    } else if (array instanceof short[] a) {
      for (int row = 0; row < a.length; row += width) {
        for (int i = row + step; i < row + width; i++) {
          a[i] += a[i - step];
        }
      }
    } else if (array instanceof int[] a) {
      for (int row = 0; row < a.length; row += width) {
        for (int i = row + step; i < row + width; i++) {
          a[i] += a[i - step];
        }
      }
    } else if (array instanceof float[] a) {
      for (int row = 0; row < a.length; row += width) {
        for (int i = row + step; i < row + width; i++) {
          int before = Float.floatToRawIntBits(a[i - step]);
          a[i] = Float.intBitsToFloat(Float.floatToRawIntBits(a[i]) + before);
        }
      }
    }
  }

  /** Applies horizontal differencing in place, row by row (predictor 2). */
  static void differentiate(Object array, int width) {
    if (array instanceof byte[] a) {
      for (int i = a.length - 1; i > 0; i--) {
        a[i] -= i % width == 0 ? 0 : a[i - 1];
      }
    } else if (array instanceof short[] a) {
      for (int i = a.length - 1; i > 0; i--) {
        a[i] -= i % width == 0 ? 0 : a[i - 1];
      }
    } else if (array instanceof int[] a) {
      for (int i = a.length - 1; i > 0; i--) {
        a[i] -= i % width == 0 ? 0 : a[i - 1];
      }
    }
  }

  /**
   * Undoes the floating-point predictor in place: differences of bytes, then the bytes of a row
   * sorted by significance (Adobe Photoshop TIFF technical note 3). The result is big-endian.
   *
   * @param width pixels in a row
   * @param step numbers a pixel
   */
  static void integrateFloatBytes(byte[] bytes, int width, int step) {
    int numbers = width * step;
    int rowBytes = numbers * Float.BYTES;
    byte[] row = new byte[rowBytes];
    for (int start = 0; start < bytes.length; start += rowBytes) {
      System.arraycopy(bytes, start, row, 0, step);
      for (int i = step; i < rowBytes; i++) {
        row[i] = (byte) (row[i - step] + bytes[start + i]);
      }
      for (int i = 0; i < numbers; i++) {
        for (int b = 0; b < Float.BYTES; b++) {
          bytes[start + i * Float.BYTES + b] = row[b * numbers + i];
        }
      }
    }
  }

  /** Every so many numbers of an array, as an array of the same type. */
  static Object every(PixelType type, Object numbers, int first, int step) {
    int n = (type.length(numbers) - first + step - 1) / step;
    Object one = type.newArray(n);
    if (numbers instanceof byte[] from && one instanceof byte[] to) {
      for (int i = 0, at = first; i < n; i++, at += step) {
        to[i] = from[at];
      }
    } else if (numbers instanceof short[] from && one instanceof short[] to) {
      for (int i = 0, at = first; i < n; i++, at += step) {
        to[i] = from[at];
      }
    } else if (numbers instanceof int[] from && one instanceof int[] to) {
      for (int i = 0, at = first; i < n; i++, at += step) {
        to[i] = from[at];
      }
    } else if (numbers instanceof float[] from && one instanceof float[] to) {
      for (int i = 0, at = first; i < n; i++, at += step) {
        to[i] = from[at];
      }
    }
    return one;
  }

  /** Bytes of an array's pixels in the given order. */
  static byte[] toBytes(PixelType type, Object array, ByteOrder order) {
    int pixels = type.length(array);
    byte[] bytes = new byte[pixels * type.bytes()];
    pack(type, array, 0, pixels, ByteBuffer.wrap(bytes).order(order));
    return bytes;
  }
}
