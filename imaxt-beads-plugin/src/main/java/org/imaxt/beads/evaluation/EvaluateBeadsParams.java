package org.imaxt.beads.evaluation;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Param.FileRole;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link EvaluateBeadsJob}.
 *
 * @param truth folder of the phantom that the sample was made of
 * @param leastRadius apparent radius from which a bead must be found, µm
 * @param out HTML file to write; empty for none
 */
public record EvaluateBeadsParams(
    @Param(
            label = "Phantom",
            required = true,
            file = FileRole.INPUT_FOLDER,
            help = "Folder that imaxt phantom wrote and the sample was ingested from.")
        File truth,
    @Param(
            label = "Least radius",
            unit = "µm",
            range = "[0, 500]",
            help = "Beads that show a smaller disc need not be found, but are none that is false.")
        double leastRadius,
    @Param(
            label = "Report file",
            file = FileRole.OUTPUT_FILE,
            help = "HTML file to write, with its numbers as JSON beside it; left empty, none is.")
        File out)
    implements StageParams {

  /** Checks the values. */
  public EvaluateBeadsParams {
    Require.inRange(EvaluateBeadsParams.class, truth, leastRadius, out);
  }

  /**
   * The defaults.
   *
   * @return 8 µm, no file
   */
  public static EvaluateBeadsParams defaults() {
    return new EvaluateBeadsParams(new File(""), 8, new File(""));
  }
}
