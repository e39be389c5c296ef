package org.imaxt.core.imc;

/**
 * A channel of a region.
 *
 * @param key element and mass, {@code Ag107}, or what the file says where it names no metal; empty
 *     for a TIFF page without a name
 * @param name the target, or the key where the file names none
 */
public record RegionChannel(String key, String name) {

  /** Takes the key for a name that is not given. */
  public RegionChannel {
    key = key.strip();
    name = name.isBlank() ? key : name.strip();
  }
}
