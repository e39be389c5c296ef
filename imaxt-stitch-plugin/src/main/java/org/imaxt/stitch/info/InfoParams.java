package org.imaxt.stitch.info;

import org.imaxt.core.stage.StageParams;

/** {@link InfoJob} has no parameters. */
public record InfoParams() implements StageParams {}
