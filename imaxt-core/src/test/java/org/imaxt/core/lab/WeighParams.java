package org.imaxt.core.lab;

import java.io.File;
import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link WeighJob}.
 *
 * @param input a folder that must be named
 */
public record WeighParams(
    @Param(
            label = "Input",
            help = "Anything that is there.",
            required = true,
            file = Param.FileRole.INPUT_FOLDER)
        File input)
    implements StageParams {

  /** Refuses null. */
  public WeighParams {
    Require.inRange(WeighParams.class, input);
  }
}
