package org.imaxt.s3;

import org.imaxt.core.sample.SharedStore;
import org.imaxt.core.sample.StoreProvider;

/** Opens samples at {@code s3://bucket/name}. */
public final class S3Provider implements StoreProvider {

  /** A provider, as services need it. */
  public S3Provider() {}

  @Override
  public String scheme() {
    return "s3";
  }

  @Override
  public SharedStore open(String location) {
    S3Store store = new S3Store(Connection.standard(), S3Address.of(location));
    store.look();
    return store;
  }
}
