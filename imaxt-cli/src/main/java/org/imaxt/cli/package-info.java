/**
 * The imaxt command line: every task of the suite without Fiji.
 */
package org.imaxt.cli;
