package org.imaxt.imc.nuclei;

import java.util.List;

/** For which images a network of nuclei is. */
public enum NucleusModel {
  /** Imaging mass cytometry: ions of few nuclear and cytoplasmic stains, pixels of 1 µm. */
  IMC,
  /** Fluorescence: one nuclear channel, nuclei of any size. */
  FLUORESCENCE;

  /** Index of the class of nuclei in either model. */
  public static final int NUCLEUS = 1;

  /** Index of the third class, cytoplasm or contact. */
  static final int THIRD = 2;

  /**
   * Channels that the network takes: nuclear stains, then those of membranes and cytoplasm.
   *
   * @return 2 or 1
   */
  public int channels() {
    return this == IMC ? 2 : 1;
  }

  /**
   * The classes in the order of the network's output: background, nucleus, and a third.
   *
   * @return cytoplasm for mass cytometry; for fluorescence the contact of two nuclei, which belongs
   *     to both
   */
  public List<String> classes() {
    return List.of("background", "nucleus", this == IMC ? "cytoplasm" : "contact");
  }

  /** Name of the bundled model beside this class. */
  String resource() {
    return "nuclei-%s.zip".formatted(name().toLowerCase(java.util.Locale.ROOT));
  }

  /** Whether images are brought to the model's diameter even where none is given. */
  boolean estimates() {
    return this == FLUORESCENCE;
  }
}
