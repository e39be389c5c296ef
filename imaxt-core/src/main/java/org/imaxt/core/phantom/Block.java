package org.imaxt.core.phantom;

/**
 * A block with its outline, before it is sliced.
 *
 * @param specimen what it holds
 * @param outline where it ends
 * @param draw its random numbers
 */
record Block(Specimen specimen, BlockOutline outline, Draw draw) {

  static Block of(PhantomParams params, Specimen specimen, Draw draw) {
    return new Block(specimen, new BlockOutline(draw, MosaicExtent.of(params.grid())), draw);
  }
}
