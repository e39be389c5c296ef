package org.imaxt.core.sample;

import com.google.gson.JsonObject;
import org.imaxt.core.zarr.Store;
import org.imaxt.core.zarr.ZarrGroup;
import org.imaxt.core.zarr.ZarrVersion;

/** What the root of a sample says of it. */
final class Root {

  private Root() {}

  static void initialise(Store store, ZarrVersion version) {
    Place.ROOTS.forEach(store::delete);
    ZarrGroup root = ZarrGroup.create(store, "", version);
    JsonObject imaxt = new JsonObject();
    imaxt.addProperty("format", Sample.FORMAT);
    JsonObject attributes = new JsonObject();
    attributes.add("imaxt", imaxt);
    root.setAttributes(attributes);
  }

  static void checkFormat(ZarrGroup root, String location) {
    JsonObject imaxt = root.attributes().getAsJsonObject("imaxt");
    int format = imaxt.has("format") ? imaxt.get("format").getAsInt() : 0;
    if (format < 1 || format > Sample.FORMAT) {
      throw new SampleFormatException(
          "%s has format %s, this version reads up to %s; install a newer version"
              .formatted(location, format, Sample.FORMAT));
    }
  }
}
