package org.imaxt.core.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Where the blocks of a Blosc frame lie, so that some of them can be read without the others.
 *
 * @param header the frame's header
 * @param starts first byte of each block in the frame, ascending, then the length of the frame
 */
record BlockTable(BloscHeader header, int[] starts) {

  /**
   * Reads the table of a stored frame.
   *
   * @param store where the frame lies
   * @param key its key
   * @param type type of its elements
   * @param elements number of its elements
   * @return nothing if there is no frame, or none whose blocks hold whole elements in order
   */
  static Optional<BlockTable> read(Store store, String key, DataType type, int elements)
      throws CodecException {
    Optional<byte[]> front = store.read(key, 0, BloscHeader.LENGTH);
    if (front.isEmpty()) {
      return Optional.empty();
    }
    BloscHeader header = BloscHeader.readAlone(ByteSpan.of(front.get()));
    int size = type.bytes();
    boolean direct =
        header.bytes() == elements * size
            && header.typeSize() == size
            && header.blockBytes() % size == 0
            && !header.is(BloscHeader.STORED)
            && !header.is(BloscHeader.BIT_SHUFFLE);
    Optional<byte[]> table =
        direct ? store.read(key, BloscHeader.LENGTH, 4 * header.blocks()) : Optional.empty();
    return table
        .map(bytes -> new BlockTable(header, starts(header, bytes)))
        .filter(BlockTable::isOrdered);
  }

  private static int[] starts(BloscHeader header, byte[] table) {
    int[] starts = new int[header.blocks() + 1];
    ByteBuffer.wrap(table)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(starts, 0, header.blocks());
    starts[header.blocks()] = header.frameBytes();
    return starts;
  }

  private boolean isOrdered() {
    int before = BloscHeader.LENGTH + 4 * header.blocks() - 1;
    for (int start : starts) {
      if (start <= before) {
        return false;
      }
      before = start;
    }
    return true;
  }

  /** First byte of a block in the frame. */
  int start(int block) {
    return starts[block];
  }

  /** Number of bytes of some blocks, from {@code start(first)} on. */
  int bytes(int first, int end) {
    return starts[end] - starts[first];
  }

  /** Bytes that the table itself takes, about. */
  long size() {
    return 4L * starts.length + 64;
  }
}
