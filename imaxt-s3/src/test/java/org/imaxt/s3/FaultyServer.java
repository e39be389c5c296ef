package org.imaxt.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server and spoils some of its answers. */
public final class FaultyServer implements AutoCloseable {

  static {
    // The signature covers the name by which the client calls.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static final Set<String> OF_THE_WAY =
      Set.of("connection", "content-length", "transfer-encoding", "expect", "upgrade", "date");

  /** What happens to a request. */
  public enum Fault {
    NONE,
    /** 500, the request is not done. */
    INTERNAL_ERROR,
    /** 503, the request is not done. */
    SLOW_DOWN,
    /** Done, and answered later than the client waits. */
    SILENCE,
    /** Done; the connection is cut in the middle of the answer, or before it where it is empty. */
    CUT,
    /** 403. */
    DENIED,
    /** 400. */
    EXPIRED
  }

  /** Which requests fail, by their method, or {@code LIST}. */
  @FunctionalInterface
  public interface Script {
    Fault fault(String method, String path);

    /** Every so manieth request, by each of these faults in turn. */
    static Script every(int requests, Fault... faults) {
      AtomicInteger count = new AtomicInteger();
      return (method, path) -> {
        int i = count.incrementAndGet();
        return i % requests == 0 ? faults[i / requests % faults.length] : Fault.NONE;
      };
    }

    /** The first requests of a kind. */
    static Script first(int requests, String method, Fault fault) {
      AtomicInteger count = new AtomicInteger();
      return (m, path) ->
          m.equals(method) && count.incrementAndGet() <= requests ? fault : Fault.NONE;
    }
  }

  private final URI behind;
  private final Script script;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger spoilt = new AtomicInteger();

  private FaultyServer(URI behind, Script script, HttpServer server) {
    this.behind = behind;
    this.script = script;
    this.server = server;
  }

  public static FaultyServer before(URI server, Script script) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FaultyServer faulty = new FaultyServer(server, script, http);
      http.setExecutor(faulty.threads);
      http.createContext("/", faulty::handle);
      http.start();
      return faulty;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Number of requests that failed. */
  public int spoilt() {
    return spoilt.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault fault = script.fault(kind(exchange), exchange.getRequestURI().getPath());
      if (fault != Fault.NONE) {
        spoilt.incrementAndGet();
      }
      switch (fault) {
        case INTERNAL_ERROR -> refuse(exchange, 500, "InternalError");
        case SLOW_DOWN -> refuse(exchange, 503, "SlowDown");
        case DENIED -> refuse(exchange, 403, "AccessDenied");
        case EXPIRED -> refuse(exchange, 400, "ExpiredToken");
        default -> forward(exchange, body, fault);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String kind(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type=")
        ? "LIST"
        : exchange.getRequestMethod();
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    byte[] text =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>made up</Message></Error>"
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, head ? -1 : text.length);
    if (!head) {
      exchange.getResponseBody().write(text);
    }
  }

  private void forward(HttpExchange exchange, byte[] body, Fault fault)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_WAY.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(v -> request.header(name, v));
              }
            });
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (fault == Fault.SILENCE) {
      closed.await(2, TimeUnit.SECONDS);
    }
    answer(exchange, answer, fault);
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer, Fault fault)
      throws IOException {
    byte[] bytes = answer.body();
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (fault == Fault.CUT && (head || bytes.length == 0)) {
      return; // closing the exchange cuts the connection
    }
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_WAY.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(v -> exchange.getResponseHeaders().add(name, v));
              }
            });
    if (head) {
      answer
          .headers()
          .firstValue("content-length")
          .ifPresent(l -> exchange.getResponseHeaders().set("Content-Length", l));
    }
    exchange.sendResponseHeaders(
        answer.statusCode(), head || bytes.length == 0 ? -1 : bytes.length);
    if (!head && bytes.length > 0) {
      exchange
          .getResponseBody()
          .write(bytes, 0, fault == Fault.CUT ? bytes.length / 2 : bytes.length);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
