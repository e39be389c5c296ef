package org.imaxt.federation.federate;

import java.io.Serializable;
import org.imaxt.core.model.Modality;

/**
 * One scan.
 *
 * @param modality slides or imc
 * @param name name of the slide or region
 */
record ScanUnit(Modality modality, String name) implements Serializable {}
