package org.imaxt.core.sample;

import org.imaxt.core.zarr.Store;

/** A store that processes on other machines may write to at the same time. */
public interface SharedStore extends Store {

  /**
   * Keeps other writers out. Should the hold be lost later, all further changes through this store
   * fail.
   *
   * @param key where the hold is noted
   * @return to be closed when others may write
   * @throws SampleFormatException if another process holds it, naming that, or if nothing can be
   *     written
   */
  Hold hold(String key);

  /** What keeps other writers out. */
  interface Hold extends AutoCloseable {
    /** Lets other writers in. */
    @Override
    void close();
  }
}
