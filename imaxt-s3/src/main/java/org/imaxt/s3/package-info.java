/**
 * Samples in object stores: values under keys as objects of a bucket, over the protocol of Amazon
 * S3.
 *
 * <p>A value is replaced by a single PUT, which readers see whole or not at all; what fails for a
 * moment is tried again with growing, jittered pauses; a writer holds a sample by an object that is
 * written on the condition that there is none. Credentials, region and endpoint come from the
 * standard chain of the AWS SDK alone and are never written anywhere. Refuses to know what a sample
 * holds (ADR 0016).
 */
package org.imaxt.s3;
