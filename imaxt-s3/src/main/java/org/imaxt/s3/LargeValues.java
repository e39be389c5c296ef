package org.imaxt.s3;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Sends large values in parts, so that a cut connection costs one of them.
 *
 * <p>The object is there when the last part has arrived. Parts of a writer that died are not seen;
 * a bucket's rule for incomplete uploads removes them.
 *
 * @param client speaks to the server
 * @param part bytes of a part; values of at most that are sent at once
 */
record LargeValues(S3Client client, int part) {

  /** Above most chunks; the protocol asks for 5 MiB at least. */
  static final int PART = 32 << 20;

  boolean isLarge(int length) {
    return length > part;
  }

  /** Sends the first bytes of an array. */
  Object put(String bucket, String object, byte[] bytes, int length) {
    String upload = client.createMultipartUpload(r -> r.bucket(bucket).key(object)).uploadId();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (int from = 0; from < length; from += part) {
        int at = from;
        int number = parts.size() + 1;
        String tag =
            client
                .uploadPart(
                    r -> r.bucket(bucket).key(object).uploadId(upload).partNumber(number),
                    S3Store.body(bytes, at, Math.min(part, length - at)))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
      }
      return client.completeMultipartUpload(
          r -> r.bucket(bucket).key(object).uploadId(upload).multipartUpload(m -> m.parts(parts)));
    } catch (SdkException e) {
      try {
        client.abortMultipartUpload(r -> r.bucket(bucket).key(object).uploadId(upload));
      } catch (SdkException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }
}
