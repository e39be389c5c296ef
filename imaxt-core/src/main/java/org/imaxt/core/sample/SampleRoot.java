package org.imaxt.core.sample;

import com.google.gson.JsonObject;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/** The root group of a sample, which says what format the sample has. */
final class SampleRoot {

  private SampleRoot() {}

  static void create(Store store, ZarrVersion version) {
    JsonObject imaxt = new JsonObject();
    imaxt.addProperty("format", Sample.FORMAT);
    JsonObject attributes = new JsonObject();
    attributes.add("imaxt", imaxt);
    ZarrGroup.create(store, "", version).setAttributes(attributes);
  }

  /** Refuses samples of newer versions. */
  static void check(ZarrGroup root, String location) {
    JsonObject imaxt = root.attributes().getAsJsonObject("imaxt");
    int format = imaxt.has("format") ? imaxt.get("format").getAsInt() : 0;
    if (format < 1 || format > Sample.FORMAT) {
      throw new SampleFormatException(
          "%s has format %s, this version reads up to %s; install a newer version"
              .formatted(location, format, Sample.FORMAT));
    }
  }
}
