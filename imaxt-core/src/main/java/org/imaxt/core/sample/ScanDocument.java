package org.imaxt.core.sample;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A flat image of one section: a slide scan, or a region measured by imaging mass cytometry. Its
 * frame is µm from the outer corner of pixel (0, 0), x right and y down.
 *
 * @param name name of the slide or region
 * @param source kind of file: {@code ome-tiff}, {@code tiff}, {@code czi}, {@code mcd}, {@code txt}
 * @param file name of the file, without its folder
 * @param pixelSizeUm edge length of a pixel, µm
 * @param widthPx width, px
 * @param heightPx height, px
 * @param channels channels in the order of the image
 * @param slide the slide a region lies on; empty if it is not known, and for slides
 * @param stageAffine {@code a, b, tx, c, d, ty}: scan frame to the instrument's stage, µm, with y
 *     down; empty where the instrument says nothing
 * @param metadata the instrument's own words
 */
public record ScanDocument(
    String name,
    String source,
    String file,
    double pixelSizeUm,
    int widthPx,
    int heightPx,
    List<ScanChannel> channels,
    String slide,
    List<Double> stageAffine,
    Map<String, String> metadata) {

  /** Copies the collections; the metadata are in the order of their names. */
  public ScanDocument {
    channels = List.copyOf(channels);
    stageAffine = List.copyOf(stageAffine);
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /**
   * A channel of a scan.
   *
   * @param key what names it uniquely: element and mass ({@code Ir191}), or the name
   * @param name what people call it: the target, the stain
   */
  public record ScanChannel(String key, String name) {}
}
