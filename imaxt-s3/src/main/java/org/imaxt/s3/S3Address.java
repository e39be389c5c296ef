package org.imaxt.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.zarr.StoreKey;

/**
 * A place in an object store.
 *
 * @param bucket name of the bucket
 * @param prefix what all keys begin with, without a slash at its end
 */
record S3Address(String bucket, String prefix) {

  private static final Pattern URI =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+)");

  /**
   * Reads a URI.
   *
   * @throws SampleFormatException if it names no place in a bucket
   */
  static S3Address of(String uri) {
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches()) {
      throw new SampleFormatException(
          "a sample in an object store lies at s3://bucket/name, got '%s'".formatted(uri));
    }
    try {
      return new S3Address(matcher.group(1), StoreKey.require(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      throw new SampleFormatException("%s is no place: %s".formatted(uri, e.getMessage()), e);
    }
  }

  /** Key of an object in the bucket; the empty key gives the prefix itself. */
  String object(String key) {
    return key.isEmpty() ? prefix : prefix + "/" + key;
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
