package org.imaxt.core.imc;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A region that the instrument measured, or was to measure.
 *
 * @param id the instrument's number, unique in its file
 * @param description the name people gave it
 * @param widthPx columns
 * @param heightPx rows
 * @param stepXUm distance of shots along x, µm
 * @param stepYUm distance of shots along y, µm
 * @param channels channels in the order of the data
 * @param dataStart first byte of the data
 * @param pixels pixels that the file has from there on
 * @param state whether they are all
 * @param place where the region lies on the instrument's stage; empty if the file does not say
 * @param metadata the instrument's own words
 */
public record McdAcquisition(
    int id,
    String description,
    int widthPx,
    int heightPx,
    double stepXUm,
    double stepYUm,
    List<RegionChannel> channels,
    long dataStart,
    long pixels,
    State state,
    Optional<StagePlace> place,
    Map<String, String> metadata) {

  /** Copies the collections; the metadata are in the order of their names. */
  public McdAcquisition {
    channels = List.copyOf(channels);
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** Whether the data of an acquisition are all there. */
  public sealed interface State {

    /** Every pixel is there. */
    record Whole() implements State {}

    /**
     * Nothing was measured.
     *
     * @param reason why
     */
    record Empty(String reason) implements State {}

    /**
     * Something was measured and is not all there.
     *
     * @param reason what is wrong, for messages
     */
    record Broken(String reason) implements State {}
  }
}
