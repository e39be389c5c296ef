/** Benchmarks of kernels and of the whole way. */
package org.imaxt.benchmarks;
