/**
 * Tables as Apache Parquet, a service of the command line.
 *
 * <p>Lies here and not with those who ask for it, because its libraries must not lie beside Fiji's.
 * Knows tables and nothing of what they hold.
 */
package org.imaxt.cli.parquet;
