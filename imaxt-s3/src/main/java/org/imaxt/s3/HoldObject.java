package org.imaxt.s3;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The object that says who writes, replaced only on conditions that the server checks.
 *
 * @param connection to the server
 * @param address the sample
 * @param key key of the object in the bucket
 */
record HoldObject(Connection connection, S3Address address, String key) {

  private static final int CONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /**
   * What stands there.
   *
   * @param note who writes
   * @param tag of this content
   * @param age since it was written, by the server's clock alone
   */
  record Found(HoldNote note, String tag, Duration age) {
    boolean isOver() {
      return age.toSeconds() > note.seconds();
    }
  }

  Optional<Found> read() {
    try {
      return Optional.of(
          connection
              .client()
              .getObject(
                  r -> r.bucket(address.bucket()).key(key),
                  ResponseTransformer.unmanaged(HoldObject::found)));
    } catch (S3Exception e) {
      if (S3Store.isAbsent(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Found found(GetObjectResponse answer, AbortableInputStream in) throws IOException {
    return new Found(
        HoldNote.of(S3Store.bytes(answer, in)),
        answer.eTag(),
        Duration.between(answer.lastModified(), now(answer)));
  }

  private static Instant now(GetObjectResponse answer) {
    return answer
        .sdkHttpResponse()
        .firstMatchingHeader("Date")
        .map(d -> ZonedDateTime.parse(d, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
        .orElseGet(Instant::now);
  }

  /**
   * Writes the note if nothing stands there, or only what bears a tag.
   *
   * @return tag of what now stands there; empty if something else does
   * @throws SdkException if it cannot be written
   */
  Optional<String> write(HoldNote note, Optional<String> inPlaceOf) {
    byte[] bytes = note.bytes();
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(address.bucket()).key(key);
    inPlaceOf.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
    try {
      return Optional.of(
          connection
              .client()
              .putObject(request.build(), S3Store.body(bytes, 0, bytes.length))
              .eTag());
    } catch (S3Exception e) {
      if (e.statusCode() == CONDITION_FAILED
          || e.statusCode() == CONFLICT
          || inPlaceOf.isPresent() && S3Store.isAbsent(e)) {
        // An attempt of which the answer was lost may have been the one that wrote it.
        return read().filter(f -> f.note().owner().equals(note.owner())).map(Found::tag);
      }
      throw e;
    }
  }

  /** Takes the note away if it is still this one. */
  void remove(HoldNote note) {
    if (read().filter(f -> f.note().owner().equals(note.owner())).isPresent()) {
      connection.client().deleteObject(r -> r.bucket(address.bucket()).key(key));
    }
  }

  /** Where it lies, for people. */
  @Override
  public String toString() {
    return "s3://" + address.bucket() + "/" + key;
  }
}
