package org.imaxt.s3;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.imaxt.core.sample.SharedStore;
import org.imaxt.core.zarr.StoreException;
import org.imaxt.core.zarr.StoreKey;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A store in a bucket: one object a value.
 *
 * <p>A value is written by one PUT, or in parts that become one object at the end, and so is seen
 * whole or not at all. Memory is what the caller's values take. Objects are listed only where names
 * are asked for or trees are deleted, a thousand a request.
 */
final class S3Store implements SharedStore {

  private static final int NOT_FOUND = 404;
  private static final int OUT_OF_RANGE = 416;

  /** As many as one request may name. */
  private static final int BATCH = 1000;

  private final Connection connection;
  private final S3Address address;
  private final LargeValues large;
  private final ReadAhead ahead = new ReadAhead();
  private volatile S3Hold hold;

  S3Store(Connection connection, S3Address address) {
    this(connection, address, LargeValues.PART);
  }

  /** A store that sends values of more than {@code part} bytes in parts. */
  S3Store(Connection connection, S3Address address, int part) {
    this.connection = connection;
    this.address = address;
    this.large = new LargeValues(connection.client(), part);
  }

  /**
   * Looks whether the place can be read.
   *
   * @throws org.imaxt.core.sample.SampleFormatException if it cannot, saying the way out
   */
  void look() {
    try {
      connection.client().listObjectsV2(listing("").maxKeys(1).build());
    } catch (SdkException e) {
      throw Refusal.sample(describe(), connection, e);
    }
  }

  @Override
  public Optional<byte[]> read(String key) {
    return get(key, null, -1);
  }

  @Override
  public Optional<byte[]> read(String key, long offset, int length) {
    if (length == 0) {
      return exists(key) ? Optional.of(new byte[0]) : Optional.empty();
    }
    if (offset < 0 && offset + length > 0 || length < 0) {
      throw new StoreException("read", describe(key), new EOFException("the range ends behind it"));
    }
    if (offset < 0) {
      return get(key, "bytes=" + offset, (int) -offset)
          .map(tail -> tail.length == length ? tail : Arrays.copyOf(tail, length));
    }
    if (length >= ReadAhead.WINDOW) {
      return get(key, range(offset, length), length);
    }
    return ahead
        .read(key, offset, length, from -> get(key, range(from, ReadAhead.WINDOW), -1))
        .map(bytes -> whole(key, bytes, length));
  }

  private static String range(long offset, int length) {
    return "bytes=%d-%d".formatted(offset, offset + length - 1);
  }

  private byte[] whole(String key, byte[] bytes, int length) {
    if (bytes.length != length) {
      throw tooShort(key);
    }
    return bytes;
  }

  /** Reads a range, which must have as many bytes as it says; negative where nobody knows. */
  private Optional<byte[]> get(String key, String range, int length) {
    String object = address.object(StoreKey.require(key));
    try {
      byte[] bytes =
          connection
              .client()
              .getObject(
                  r -> r.bucket(address.bucket()).key(object).range(range),
                  ResponseTransformer.unmanaged(S3Store::bytes));
      return Optional.of(length < 0 ? bytes : whole(key, bytes, length));
    } catch (S3Exception e) {
      if (isAbsent(e)) {
        return Optional.empty();
      } else if (e.statusCode() == OUT_OF_RANGE) {
        throw tooShort(key);
      }
      throw failure("read", key, e);
    } catch (SdkException e) {
      throw failure("read", key, e);
    }
  }

  /** Whether an object is not there; the answer may have been cut before it said so in words. */
  static boolean isAbsent(S3Exception e) {
    return e.statusCode() == NOT_FOUND && !(e instanceof NoSuchBucketException);
  }

  private StoreException tooShort(String key) {
    return new StoreException(
        "read", describe(key), new EOFException("the value is shorter than what is read"));
  }

  /** The bytes that an answer announces; an answer that breaks off is asked for again. */
  static byte[] bytes(GetObjectResponse response, AbortableInputStream in) throws IOException {
    long length = response.contentLength();
    if (length > Integer.MAX_VALUE - 8) {
      in.abort();
      throw new IOException("object has " + length + " bytes, too many for one value");
    }
    try (in) {
      byte[] bytes = new byte[(int) length];
      int read = in.readNBytes(bytes, 0, bytes.length);
      if (read < bytes.length) {
        throw new EOFException("connection was cut after %d of %d bytes".formatted(read, length));
      }
      return bytes;
    } catch (IOException e) {
      throw RetryableException.create("the answer broke off", e);
    }
  }

  @Override
  public boolean exists(String key) {
    String object = address.object(StoreKey.require(key));
    try {
      connection.client().headObject(r -> r.bucket(address.bucket()).key(object));
      return true;
    } catch (S3Exception e) {
      if (isAbsent(e)) {
        return false;
      }
      throw failure("look for", key, e);
    } catch (SdkException e) {
      throw failure("look for", key, e);
    }
  }

  @Override
  public void write(String key, byte[] bytes, int length) {
    String object = address.object(StoreKey.require(key));
    change(
        "write",
        key,
        () ->
            large.isLarge(length)
                ? large.put(address.bucket(), object, bytes, length)
                : connection
                    .client()
                    .putObject(
                        r -> r.bucket(address.bucket()).key(object), body(bytes, 0, length)));
  }

  /** A part of an array as a body that can be sent again; not copied. */
  static RequestBody body(byte[] bytes, int from, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, from, length), length, "application/octet-stream");
  }

  @Override
  public void delete(String key) {
    String object = address.object(StoreKey.require(key));
    change(
        "delete",
        key,
        () -> connection.client().deleteObject(r -> r.bucket(address.bucket()).key(object)));
  }

  @Override
  public void deleteTree(String prefix) {
    delete(prefix);
    List<ObjectIdentifier> batch = new ArrayList<>();
    change(
        "delete",
        prefix,
        () -> {
          for (var object :
              connection.client().listObjectsV2Paginator(listing(prefix).build()).contents()) {
            batch.add(ObjectIdentifier.builder().key(object.key()).build());
            if (batch.size() == BATCH) {
              deleteAll(prefix, batch);
            }
          }
          deleteAll(prefix, batch);
          return null;
        });
    ahead.allChanged();
  }

  private void deleteAll(String prefix, List<ObjectIdentifier> batch) {
    if (batch.isEmpty()) {
      return;
    }
    List<ObjectIdentifier> objects = List.copyOf(batch);
    batch.clear();
    List<S3Error> errors =
        connection
            .client()
            .deleteObjects(
                r -> r.bucket(address.bucket()).delete(d -> d.objects(objects).quiet(true)))
            .errors();
    if (!errors.isEmpty()) {
      S3Error first = errors.get(0);
      throw new StoreException(
          "delete",
          describe(prefix),
          new IOException(
              "%s: %s %s (and %d more)"
                  .formatted(first.key(), first.code(), first.message(), errors.size() - 1)));
    }
  }

  @Override
  public List<String> list(String prefix) {
    return names(prefix, true);
  }

  @Override
  public List<String> branches(String prefix) {
    return names(prefix, false);
  }

  /** What lies directly below a key, with values or without. */
  private List<String> names(String key, boolean values) {
    TreeSet<String> names = new TreeSet<>();
    ListObjectsV2Request request = listing(StoreKey.requirePrefix(key)).delimiter("/").build();
    int start = request.prefix().length();
    try {
      for (var page : connection.client().listObjectsV2Paginator(request)) {
        if (values) {
          page.contents().forEach(object -> names.add(object.key().substring(start)));
        }
        page.commonPrefixes()
            .forEach(p -> names.add(p.prefix().substring(start, p.prefix().length() - 1)));
      }
    } catch (SdkException e) {
      throw failure("list", key, e);
    }
    names.remove(""); // some tools mark a folder by an object of its own
    return List.copyOf(names);
  }

  /** All objects below a key. */
  private ListObjectsV2Request.Builder listing(String key) {
    return ListObjectsV2Request.builder()
        .bucket(address.bucket())
        .prefix(address.object(key) + "/");
  }

  @Override
  public Hold hold(String key) {
    S3Hold taken =
        S3Hold.take(new HoldObject(connection, address, address.object(key)), HoldNote.mine());
    hold = taken;
    return taken;
  }

  /** A change of the store, which is refused when another may have taken it over. */
  private void change(String action, String key, Supplier<?> request) {
    S3Hold held = hold;
    if (held != null) {
      held.requireHeld(action, describe(key));
    }
    try {
      request.get();
    } catch (SdkException e) {
      throw failure(action, key, e);
    } finally {
      ahead.changed(key);
    }
  }

  private StoreException failure(String action, String key, SdkException e) {
    return Refusal.store(action, describe(key), connection, e);
  }

  @Override
  public String describe() {
    return address.toString();
  }
}
