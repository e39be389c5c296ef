package org.imaxt.core.sample;

/** Opens stores in places that the core does not know; found as a service. */
public interface StoreProvider {

  /**
   * How locations of the kind begin.
   *
   * @return a word, such as {@code s3}
   */
  String scheme();

  /**
   * Opens a store, having looked once whether it can be read. Nothing need lie in it yet.
   *
   * @param location a URI of the scheme
   * @return the store
   * @throws SampleFormatException if the location cannot be meant or cannot be read: no such place,
   *     access denied, nobody answers; the message says what to do
   */
  SharedStore open(String location);
}
