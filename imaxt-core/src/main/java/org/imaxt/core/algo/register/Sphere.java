package org.imaxt.core.algo.register;

/**
 * A bead in depth.
 *
 * @param zUm z of its centre, cube frame, µm
 * @param radiusUm its radius, µm
 * @param zSigmaUm standard error of z, that of the layer's thickness included, µm
 * @param radiusSigmaUm standard error of the radius, likewise, µm
 */
public record Sphere(double zUm, double radiusUm, double zSigmaUm, double radiusSigmaUm) {}
