package org.imaxt.beads.cube;

import org.imaxt.core.stage.Param;
import org.imaxt.core.stage.Require;
import org.imaxt.core.stage.StageParams;

/**
 * Parameters of {@link CubeStage}.
 *
 * @param voxel edge length of a voxel along x and y, µm
 * @param voxelZ edge length of a voxel along z, µm; 0 takes the step between sections
 */
public record CubeParams(
    @Param(
            label = "Voxel size",
            unit = "µm",
            range = "[0.1, 1000]",
            help = "Edge length of a voxel along x and y; 5 µm shows cells and beads.")
        double voxel,
    @Param(
            label = "Voxel depth",
            unit = "µm",
            range = "[0, 1000]",
            help =
                "Edge length of a voxel along z; 0 takes the step between sections, smaller ones"
                    + " are interpolated between planes.")
        double voxelZ)
    implements StageParams {

  /** Checks the values. */
  public CubeParams {
    Require.inRange(CubeParams.class, voxel, voxelZ);
  }

  /**
   * The defaults.
   *
   * @return 5 µm, the step between sections
   */
  public static CubeParams defaults() {
    return new CubeParams(5, 0);
  }
}
