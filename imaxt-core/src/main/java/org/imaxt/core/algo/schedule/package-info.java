/**
 * How long units of work take on many cores: list scheduling with barriers, a bandwidth that units
 * share, and memory that admits them.
 *
 * <p>Units are given out in their order to whichever core is free first (Graham, Bell System
 * Technical Journal 45 (1966) 1563-1581). Knows neither stages nor clocks: costs come in, times go
 * out.
 */
package org.imaxt.core.algo.schedule;
