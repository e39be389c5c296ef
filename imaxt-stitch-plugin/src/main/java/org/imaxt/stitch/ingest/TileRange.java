package org.imaxt.stitch.ingest;

import java.io.Serializable;
import java.util.List;

/**
 * Unit of work of {@link IngestStage}: some images of a section.
 *
 * @param section number from 1
 * @param images the files
 */
record TileRange(int section, List<TileSource> images) implements Serializable {

  TileRange {
    images = List.copyOf(images);
  }

  @Override
  public String toString() {
    return "tiles " + images.get(0).tile() + " to " + images.get(images.size() - 1).tile();
  }
}
