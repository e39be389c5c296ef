/**
 * U-Nets computed by TensorFlow: {@link org.imaxt.core.network.NetworkEngine} as a service.
 *
 * <p>Lives in a class loader of its own and sees of core the package {@code org.imaxt.core.network}
 * alone. Refuses to know what the images show, how training is scheduled and where models lie.
 * Network after Ronneberger, Fischer, Brox, MICCAI 2015 (arXiv:1505.04597).
 */
package org.imaxt.tensorflow;
