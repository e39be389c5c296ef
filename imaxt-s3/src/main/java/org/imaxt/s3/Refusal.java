package org.imaxt.s3;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.sample.SampleFormatException;
import org.imaxt.core.zarr.StoreException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Puts what the SDK throws into words: what failed, why, and the way out. */
final class Refusal {

  private static final String EXPIRED =
      "the credentials have expired; renew them and run again, which goes on where it was";

  private static final String UNKNOWN =
      "the credentials are not accepted; check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,"
          + " AWS_SESSION_TOKEN or AWS_PROFILE";

  private static final String DENIED =
      "access is denied; the credentials must allow s3:ListBucket, s3:GetObject, s3:PutObject and"
          + " s3:DeleteObject there";

  private static final String ELSEWHERE = "the bucket lies in another region; set AWS_REGION";

  /** Words by the codes of the protocol. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("NoSuchBucket", "there is no such bucket; make it, or correct its name"),
          Map.entry("ExpiredToken", EXPIRED),
          Map.entry("TokenRefreshRequired", EXPIRED),
          Map.entry("InvalidAccessKeyId", UNKNOWN),
          Map.entry("SignatureDoesNotMatch", UNKNOWN),
          Map.entry("InvalidToken", UNKNOWN),
          Map.entry("AccessDenied", DENIED),
          Map.entry("AllAccessDisabled", DENIED),
          Map.entry("PermanentRedirect", ELSEWHERE),
          Map.entry("AuthorizationHeaderMalformed", ELSEWHERE),
          Map.entry(
              "RequestTimeTooSkewed",
              "this machine's clock and the server's differ; set the clock"),
          Map.entry(
              "NotImplemented",
              "the server does not know conditional writes, which keep two runs apart; use another"));

  private Refusal() {}

  /** A failure while values are read and written. */
  static StoreException store(String action, String place, Connection connection, SdkException e) {
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
    }
    return new StoreException(action, place, new S3Failure(reason(connection, e), e));
  }

  /** A failure when a sample is opened. */
  static SampleFormatException sample(String place, Connection connection, SdkException e) {
    return new SampleFormatException(
        "%s cannot be used: %s".formatted(place, reason(connection, e)), e);
  }

  /** Nobody says which of Amazon's servers is meant. */
  static SampleFormatException region(SdkException e) {
    return new SampleFormatException(
        "nothing says in which region the bucket lies; set AWS_REGION, or AWS_ENDPOINT_URL_S3 for a"
            + " server that is not Amazon's",
        e);
  }

  private static String reason(Connection connection, SdkException e) {
    String server = connection.endpoint().map(URI::toString).orElse("Amazon S3");
    if (e instanceof S3Exception answer) {
      String code =
          Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
      String known = REASONS.get(code);
      if (known == null && answer.statusCode() == 403) {
        known = DENIED;
      }
      return known != null
          ? "%s (%s answered %d %s)".formatted(known, server, answer.statusCode(), code).strip()
          : "%s answered %d %s%s, %d times; run again later, which goes on where it was"
              .formatted(
                  server,
                  answer.statusCode(),
                  code,
                  words(answer),
                  Optional.ofNullable(e.numAttempts()).orElse(1));
    }
    if (String.valueOf(e.getMessage()).startsWith("Unable to load credentials")) {
      return "no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or"
          + " AWS_PROFILE, or give this machine a role";
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof IOException) {
        return "%s does not answer (%s), tried %d times; check the network and AWS_ENDPOINT_URL_S3"
            .formatted(server, t, Optional.ofNullable(e.numAttempts()).orElse(1));
      }
    }
    return server + ": " + e.getMessage();
  }

  private static String words(S3Exception answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .map(m -> " (" + m + ")")
        .orElse("");
  }
}
