package org.imaxt.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * How a server is spoken to.
 *
 * <p>Connections are those of the JDK, which keeps idle ones of the whole process and lets them go
 * by itself: a client has nothing that must be closed.
 *
 * @param client speaks to it; safe for all threads
 * @param endpoint the server where it is not Amazon's
 */
record Connection(S3Client client, Optional<URI> endpoint) {

  /** Idle connections that the JDK keeps to a server; its own 5 are fewer than threads may be. */
  private static final String KEPT = "http.maxConnections";

  /**
   * How failures of a moment are met: 500, 503 and other words for "slow down", time-outs,
   * connections that are refused or cut.
   *
   * @param attempts how often a request is made in all
   * @param first longest pause before the second attempt; the longest pause doubles from there,
   *     each is drawn between nothing and that
   * @param most the longest pause of all
   * @param silence how long a server may say nothing
   */
  record Patience(int attempts, Duration first, Duration most, Duration silence) {
    /** Half a minute of trouble at most, before a unit is failed and tried again as a whole. */
    static final Patience DEFAULT =
        new Patience(8, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  /** The server and the credentials that the environment names. */
  static Connection standard() {
    return of(
        named().map(URI::create), DefaultCredentialsProvider.builder().build(), Patience.DEFAULT);
  }

  /** A server with an endpoint of its own is spoken to in the way that all servers understand. */
  static Connection of(
      Optional<URI> endpoint, AwsCredentialsProvider credentials, Patience patience) {
    if (System.getProperty(KEPT) == null) {
      System.setProperty(KEPT, "64");
    }
    S3ClientBuilder builder =
        S3Client.builder()
            .credentialsProvider(credentials)
            .region(region(endpoint))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(10))
                    .socketTimeout(patience.silence()))
            .overrideConfiguration(
                o ->
                    o.addExecutionInterceptor(new NoQuestion())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(patience.attempts())
                                .circuitBreakerEnabled(false)
                                // a list that was cut off
                                .retryOnExceptionOrCauseInstanceOf(XMLStreamException.class)
                                .backoffStrategy(back(patience))
                                .throttlingBackoffStrategy(back(patience))
                                .build()));
    endpoint.ifPresent(
        e -> {
          builder.endpointOverride(e).forcePathStyle(true);
          if (UnsignedBodies.suffice(e)) {
            builder.putAuthScheme(UnsignedBodies.scheme());
          }
          if (setting("AWS_REQUEST_CHECKSUM_CALCULATION", "aws.requestChecksumCalculation")
              .isEmpty()) {
            builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
          }
        });
    return new Connection(builder.build(), endpoint);
  }

  private static BackoffStrategy back(Patience patience) {
    return BackoffStrategy.exponentialDelay(patience.first(), patience.most());
  }

  /** Amazon's servers are many; any other takes whatever region it is told. */
  private static Region region(Optional<URI> endpoint) {
    try {
      return endpoint.isPresent()
          ? new AwsRegionProviderChain(
                  new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
              .getRegion()
          : DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      if (endpoint.isPresent()) {
        return Region.US_EAST_1;
      }
      throw Refusal.region(e);
    }
  }

  /** The endpoint by the names of the standard settings, in their order. */
  private static Optional<String> named() {
    return Stream.of(
            setting("AWS_ENDPOINT_URL_S3", "aws.endpointUrlS3"),
            setting("AWS_ENDPOINT_URL", "aws.endpointUrl"),
            ofProfile())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> setting(String variable, String property) {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(variable)))
        .filter(s -> !s.isBlank());
  }

  /** The profile's endpoint for S3, or its endpoint for everything. */
  private static Optional<String> ofProfile() {
    ProfileFile file = ProfileFile.defaultProfileFile();
    return file.profile(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
        .flatMap(
            profile ->
                profile
                    .property("services")
                    .flatMap(services -> file.getSection("services", services))
                    .flatMap(services -> services.property("s3.endpoint_url"))
                    .or(() -> profile.property("endpoint_url")));
  }
}
