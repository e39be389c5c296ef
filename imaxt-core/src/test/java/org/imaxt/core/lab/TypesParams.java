package org.imaxt.core.lab;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * A parameter of every type.
 *
 * @param wholeNumber an int that cannot be 0
 * @param bigNumber a long that may be 0
 * @param realNumber a double that cannot be 0
 * @param mayBeZero a double that may be 0
 * @param yesOrNo a boolean
 * @param someText a text
 * @param shadeWanted an enum
 * @param inputFolder a folder
 * @param outputFile a file to be written
 */
public record TypesParams(
    @Param(label = "Whole number", unit = "px", range = "[1, 500]", help = "An int.")
        int wholeNumber,
    @Param(label = "Big number", unit = "seed", range = "[0, inf)", help = "A long.")
        long bigNumber,
    @Param(label = "Real number", unit = "fraction of tile", range = "(0, 0.9]", help = "A double.")
        double realNumber,
    @Param(label = "May be zero", unit = "µm", range = "[-5, 5]", help = "A double.")
        double mayBeZero,
    @Param(label = "Yes or no", help = "A boolean.") boolean yesOrNo,
    @Param(label = "Some text", help = "A text.") String someText,
    @Param(label = "Shade", help = "An enum.") Shade shadeWanted,
    @Param(label = "Input folder", help = "A folder.", file = Param.FileRole.INPUT_FOLDER)
        File inputFolder,
    @Param(label = "Output file", help = "A file.", file = Param.FileRole.OUTPUT_FILE)
        File outputFile)
    implements StageParams {

  /** Words of more than one part. */
  public enum Shade {
    /** Bright. */
    BRIGHT,
    /** Quite dark. */
    QUITE_DARK
  }

  /** Refuses values out of range. */
  public TypesParams {
    Require.inRange(
        TypesParams.class,
        wholeNumber,
        bigNumber,
        realNumber,
        mayBeZero,
        yesOrNo,
        someText,
        shadeWanted,
        inputFolder,
        outputFile);
  }
}
