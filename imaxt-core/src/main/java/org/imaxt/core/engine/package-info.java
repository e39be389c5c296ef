/**
 * Finds the library that computes networks and keeps it apart; opens and packs model files.
 *
 * <p>The engine's jars lie in a folder of their own and are loaded by a class loader that sees the
 * JDK and {@link org.imaxt.core.network}, nothing else: Fiji's flat class path carries other
 * versions of the same packages. A model file is a SavedModel as a zip, as CSBDeep lays it out
 * (Weigert et al., Nature Methods 15 (2018) 1090), with our metadata in its {@code meta.json}.
 * Refuses to know which library it is, and what networks are used for.
 */
package org.imaxt.core.engine;
