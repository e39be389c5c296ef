package org.imaxt.core.lab;

import org.imaxt.core.stage.StageParams;

/** No parameters. */
public record NoParams() implements StageParams {}
