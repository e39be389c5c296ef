/**
 * Tasks for trying the surfaces and the runner: small, quick and of every kind. They paint numbers
 * into a sample, fail, wait to be cancelled, and say what they were given. They belong to the
 * tests.
 */
package org.imaxt.core.lab;
