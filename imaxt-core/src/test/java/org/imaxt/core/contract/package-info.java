/**
 * What the tests of every plugin share: tasks run by their ids, samples compared byte for byte, and
 * the contract that every stage keeps. Knows no stage by name.
 */
package org.imaxt.core.contract;
