/**
 * Holds what Fiji is given against what it has and what the plugins need, and every module against
 * the house rules.
 */
package org.imaxt.updatesite;
