package org.imaxt.core.zarr;

import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.BooleanArray;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.DoubleArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.LongArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;

/** ImgLib2's types and accesses for the element types of arrays. */
final class PixelTypes {

  private PixelTypes() {}

  /** The pixel type of an element type; strings are refused. */
  static NativeType<?> of(DataType type) {
    return switch (type) {
      case BOOL -> new NativeBoolType();
      case UINT8 -> new UnsignedByteType();
      case INT8 -> new ByteType();
      case UINT16 -> new UnsignedShortType();
      case INT16 -> new ShortType();
      case UINT32 -> new UnsignedIntType();
      case INT32 -> new IntType();
      case UINT64 -> new UnsignedLongType();
      case INT64 -> new LongType();
      case FLOAT32 -> new FloatType();
      case FLOAT64 -> new DoubleType();
      case STRING -> throw new IllegalArgumentException("an array of strings is no image");
    };
  }

  /** Wraps a Java array for ImgLib2, without a copy. */
  static ArrayDataAccess<?> access(Object array) {
    if (array instanceof byte[] a) {
      return new ByteArray(a);
    } else if (array instanceof short[] a) {
      return new ShortArray(a);
    } else if (array instanceof int[] a) {
      return new IntArray(a);
    } else if (array instanceof long[] a) {
      return new LongArray(a);
    } else if (array instanceof float[] a) {
      return new FloatArray(a);
    } else if (array instanceof double[] a) {
      return new DoubleArray(a);
    }
    return new BooleanArray((boolean[]) array);
  }
}
