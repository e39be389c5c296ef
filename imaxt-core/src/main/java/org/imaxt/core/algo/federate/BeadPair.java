package org.imaxt.core.algo.federate;

import java.io.Serializable;

/**
 * A bead of a scan and the same bead of the target.
 *
 * @param scanBead index in the scan's list
 * @param targetBead index in the target's list (a block's or a scan's)
 * @param fromX x in the scan, µm
 * @param fromY y in the scan, µm
 * @param toX x in the target, µm
 * @param toY y in the target, µm
 * @param sigmaUm standard error of the step between them along an axis, without what the scan's
 *     deformation adds, µm
 */
public record BeadPair(
    int scanBead,
    int targetBead,
    double fromX,
    double fromY,
    double toX,
    double toY,
    double sigmaUm)
    implements Serializable {}
