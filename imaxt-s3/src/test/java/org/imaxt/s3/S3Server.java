package org.imaxt.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.imaxt.core.model.Location;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A real server of S3's protocol on loopback, a process of its own; objects are files. */
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "samples";

  private static final String IDENTITY = "reader-and-writer";
  private static final String SECRET = "not-a-secret";
  private static final List<String> SETTINGS =
      List.of("aws.endpointUrlS3", "aws.accessKeyId", "aws.secretAccessKey", "aws.region");

  private final Process process;
  private final Path folder;
  private final URI endpoint;

  private S3Server(Process process, Path folder, URI endpoint) {
    this.process = process;
    this.folder = folder;
    this.endpoint = endpoint;
  }

  /** Starts a server on a folder, with one bucket. */
  public static S3Server start(Path folder) {
    try {
      int port = freePort();
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      Path buckets = Files.createDirectories(folder.resolve("buckets"));
      Files.createDirectories(buckets.resolve(BUCKET));
      Properties properties = new Properties();
      properties.setProperty("s3proxy.endpoint", endpoint.toString());
      properties.setProperty("s3proxy.authorization", "aws-v4");
      properties.setProperty("s3proxy.identity", IDENTITY);
      properties.setProperty("s3proxy.credential", SECRET);
      properties.setProperty("jclouds.provider", "filesystem");
      properties.setProperty("jclouds.filesystem.basedir", buckets.toString());
      Path settings = folder.resolve("s3proxy.properties");
      try (var out = Files.newOutputStream(settings)) {
        properties.store(out, null);
      }
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx300m",
                  "-DLOG_LEVEL=warn",
                  "-jar",
                  System.getProperty("imaxt.s3proxy"),
                  "--properties",
                  settings.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("s3proxy.log").toFile())
              .start();
      S3Server server = new S3Server(process, buckets, endpoint);
      server.awaitAnswer(port);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer(int port) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
        return;
      } catch (IOException e) {
        Thread.onSpinWait();
        try {
          process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    process.destroyForcibly();
    throw new IOException("the server did not start; " + folder.resolveSibling("s3proxy.log"));
  }

  public URI endpoint() {
    return endpoint;
  }

  /** The files of the objects whose keys begin with a prefix. */
  public Path files(String prefix) {
    return folder.resolve(BUCKET).resolve(prefix);
  }

  public Location location(String name) {
    return Location.of("s3://%s/%s".formatted(BUCKET, name));
  }

  /** Lets all of this process find the server as the environment would. */
  public void asStandard() {
    asStandard(endpoint);
  }

  public static void asStandard(URI endpoint) {
    System.setProperty("aws.endpointUrlS3", endpoint.toString());
    System.setProperty("aws.accessKeyId", IDENTITY);
    System.setProperty("aws.secretAccessKey", SECRET);
    System.setProperty("aws.region", "eu-west-2");
  }

  public static void forget() {
    SETTINGS.forEach(System::clearProperty);
  }

  /** A connection that loses patience sooner than others. */
  static Connection connection(URI endpoint, int attempts) {
    return Connection.of(
        Optional.of(endpoint),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(IDENTITY, SECRET)),
        new Connection.Patience(
            attempts, Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofMillis(500)));
  }

  S3Store store(String prefix) {
    return new S3Store(connection(endpoint, 4), new S3Address(BUCKET, prefix));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
