/** Imaging mass cytometry: from the instrument's files to cells. */
package org.imaxt.imc;
