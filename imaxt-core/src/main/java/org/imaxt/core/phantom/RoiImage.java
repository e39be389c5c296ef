package org.imaxt.core.phantom;

import java.util.List;

/**
 * A rendered region of imaging mass cytometry in memory, with its true objects.
 *
 * @param roi what is true of it
 * @param channels one image a channel, ions, rows from top to bottom, (x, y)
 * @param nuclei number of the nucleus at each pixel's centre, from 1 in the order of their first
 *     pixels; 0 for none; of two the one whose edge is farther
 * @param cells number of the cell likewise; a cell has its nucleus' number
 * @param objects the cells, number 1 first
 */
public record RoiImage(
    RoiTruth roi, List<float[]> channels, int[] nuclei, int[] cells, List<Cell> objects) {

  /**
   * A cell.
   *
   * @param label number in the label images
   * @param xUm x of the nucleus' centre, region's frame, µm
   * @param yUm y likewise, µm
   * @param radiusUm mean radius of the nucleus, µm
   * @param lineage kind of cell, 1 to 4; the membranes of the fourth are not stained
   * @param dna amount of DNA, about 1
   */
  public record Cell(int label, double xUm, double yUm, double radiusUm, int lineage, double dna) {}

  /** Copies the lists, not the pixels. */
  public RoiImage {
    channels = List.copyOf(channels);
    objects = List.copyOf(objects);
  }

  /**
   * Renders one region of a phantom.
   *
   * @param params the phantom, with slides and regions
   * @param name name of the region, as the truth has it
   * @return the region
   * @throws IllegalArgumentException if the phantom has no such region
   */
  public static RoiImage render(PhantomParams params, String name) {
    Phantom phantom = new Phantom(params);
    return phantom.roiRenderer().render(phantom.truth().roi(name));
  }
}
