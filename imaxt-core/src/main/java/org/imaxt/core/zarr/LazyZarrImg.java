package org.imaxt.core.zarr;

import java.util.Arrays;
import net.imglib2.img.Img;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.NativeTypeFactory;

/** Zarr arrays as lazy ImgLib2 images in ImgLib2 order: (x, y, z, c, t) for an array t,c,z,y,x. */
public final class LazyZarrImg {

  private LazyZarrImg() {}

  /**
   * Opens an array as an image whose cells are its chunks, cropped at the far edges; large chunks
   * that can be read in parts are several cells of some rows each.
   *
   * <p>Nothing is read before a pixel is asked for; reading pixels may throw what {@link
   * ZarrArray#readChunk} throws. Writing to its pixels changes cached copies only and is not
   * supported. Images of the same {@code array} object share cells of a cache; after the array was
   * written to, call {@link ChunkCache#forget} or open the array again. Safe for many threads.
   *
   * @param <T> the pixel type: the unsigned or signed integer or floating type of ImgLib2 that
   *     names the array's type, {@code NativeBoolType} for bool
   * @param array the array, of numbers
   * @param cache where decoded chunks are kept
   * @return the image
   * @throws IllegalArgumentException if the array holds strings or is empty along an axis
   */
  public static <T extends NativeType<T>> Img<T> open(ZarrArray array, ChunkCache cache) {
    @SuppressWarnings("unchecked") // the caller names the type that the array's type stands for
    T type = (T) PixelTypes.of(array.spec().type());
    return open(array, cache, type);
  }

  private static <T extends NativeType<T>> Img<T> open(ZarrArray array, ChunkCache cache, T type) {
    ArraySpec spec = array.spec();
    if (Arrays.stream(spec.shape()).anyMatch(n -> n == 0)) {
      throw new IllegalArgumentException(
          "array '" + array.path() + "' is empty: " + Arrays.toString(spec.shape()));
    }
    ChunkCells cells = ChunkCells.of(array, cache);
    return image(type, cells.grid(), cells);
  }

  private static <T extends NativeType<T>, A extends DataAccess> LazyCellImg<T, A> image(
      T type, CellGrid grid, ChunkCells cells) {
    @SuppressWarnings("unchecked") // the chunk's Java array is the one the pixel type works on
    LazyCellImg.Get<Cell<A>> get = index -> (Cell<A>) cells.get(index);
    LazyCellImg<T, A> img = new LazyCellImg<>(grid, type.getEntitiesPerPixel(), get);
    @SuppressWarnings("unchecked") // the factory of T makes T
    NativeTypeFactory<T, A> factory = (NativeTypeFactory<T, A>) type.getNativeTypeFactory();
    img.setLinkedType(factory.createLinkedType(img));
    return img;
  }
}
