/**
 * Stage {@code imc-import}: the regions of imaging mass cytometry as OME images of the sample.
 *
 * <p>Finds the files of a folder and tells which of them count, names the channels, takes hot
 * pixels out and keeps the pictures that lie in the files. The files are read by {@code
 * org.imaxt.core.imc}. Refuses to know cells and what the channels mean.
 */
package org.imaxt.imc.intake;
