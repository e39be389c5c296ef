package org.imaxt.s3;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs requests without the values that they carry, as the SDK does over HTTPS, where nobody can
 * change what is on its way. It signs values over HTTP, chunk by chunk; on loopback, where nothing
 * is on its way either, that would only cost both ends time.
 *
 * @param signer signs a request and its value
 */
record UnsignedBodies(AwsV4HttpSigner signer) implements AwsV4HttpSigner {

  /** Whether all that is sent to a server stays on this machine. */
  static boolean suffice(URI endpoint) {
    try {
      return endpoint.getScheme().equals("http")
          && InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static AwsV4AuthScheme scheme() {
    AwsV4AuthScheme usual = AwsV4AuthScheme.create();
    AwsV4HttpSigner signer = new UnsignedBodies(usual.signer());
    return new AwsV4AuthScheme() {
      @Override
      public String schemeId() {
        return usual.schemeId();
      }

      @Override
      public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders all) {
        return usual.identityProvider(all);
      }

      @Override
      public AwsV4HttpSigner signer() {
        return signer;
      }
    };
  }

  @Override
  public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
    if (request.request().method() != SdkHttpMethod.PUT) {
      return signer.sign(request); // small, and a checksum that some must have comes with it
    }
    SignRequest<AwsCredentialsIdentity> head =
        SignRequest.builder((AwsCredentialsIdentity) request.identity())
            .request(request.request())
            .putProperty(REGION_NAME, request.property(REGION_NAME))
            .putProperty(SERVICE_SIGNING_NAME, request.property(SERVICE_SIGNING_NAME))
            .putProperty(DOUBLE_URL_ENCODE, false)
            .putProperty(NORMALIZE_PATH, false)
            .putProperty(PAYLOAD_SIGNING_ENABLED, false)
            .build();
    SignedRequest signed = signer.sign(head);
    return signed.toBuilder().payload(request.payload().orElse(null)).build();
  }

  @Override
  public CompletableFuture<AsyncSignedRequest> signAsync(
      AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
    return signer.signAsync(request);
  }
}
