/**
 * What the field does to images of imaging mass cytometry before all else.
 *
 * <p>Arrays in, arrays out; refuses to know files and channels. The hot-pixel rule is that of
 * steinbock (J. Windhager et al., Nature Protocols 18 (2023) 3565-3613).
 */
package org.imaxt.core.algo.imc;
