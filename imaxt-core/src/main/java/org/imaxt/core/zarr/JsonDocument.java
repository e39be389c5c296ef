package org.imaxt.core.zarr;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A JSON object and the place it came from, with readers that refuse what is missing or mistyped.
 *
 * @param place path of the document, and of the object in it, for messages
 * @param json the object; not copied
 */
public record JsonDocument(String place, JsonObject json) {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  /**
   * Reads a document.
   *
   * @param store where it lies
   * @param key its key
   * @return the document, or empty when there is no such key
   * @throws ZarrFormatException if it is no JSON object
   */
  public static Optional<JsonDocument> read(Store store, String key) {
    return store.read(key).map(bytes -> parse(store.describe(key), bytes));
  }

  private static JsonDocument parse(String place, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonReader reader = new JsonReader(new StringReader(text));
      JsonElement json = GSON.getAdapter(JsonElement.class).read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new ZarrFormatException(place, "is no valid JSON: something follows the object");
      }
      if (json == null || !json.isJsonObject()) {
        throw new ZarrFormatException(place, "is no JSON object");
      }
      return new JsonDocument(place, json.getAsJsonObject());
    } catch (CharacterCodingException e) {
      throw new ZarrFormatException(place, "is not UTF-8", e);
    } catch (JsonParseException | IOException e) {
      throw new ZarrFormatException(place, "is no valid JSON: " + e.getMessage(), e);
    }
  }

  /**
   * Writes an object atomically; equal objects give equal bytes. They are ASCII, other letters
   * escaped: python-zarr 2 refuses anything else.
   *
   * @param store where to
   * @param key its key
   * @param json the object
   */
  public static void write(Store store, String key, JsonObject json) {
    StringBuilder ascii = new StringBuilder();
    for (char c : GSON.toJson(json).toCharArray()) {
      ascii.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    store.write(key, ascii.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * A member.
   *
   * @param name its name
   * @return the member, or empty when it is absent or null
   */
  public Optional<JsonElement> find(String name) {
    return Optional.ofNullable(json.get(name)).filter(e -> !e.isJsonNull());
  }

  /**
   * A member that must be there.
   *
   * @param name its name
   * @return the member
   * @throws ZarrFormatException if it is absent or null
   */
  public JsonElement member(String name) {
    return find(name).orElseThrow(() -> refusal("member '" + name + "' is missing"));
  }

  /**
   * A text that must be there.
   *
   * @param name its name
   * @return the text
   * @throws ZarrFormatException if it is absent or no text
   */
  public String text(String name) {
    if (member(name) instanceof JsonPrimitive p && p.isString()) {
      return p.getAsString();
    }
    throw refusal("member '" + name + "' must be a text, got " + member(name));
  }

  /**
   * A whole number that must be there.
   *
   * @param name its name
   * @return the number
   * @throws ZarrFormatException if it is absent, no number or not whole
   */
  public long integer(String name) {
    return integer(name, member(name));
  }

  private long integer(String name, JsonElement e) {
    if (e instanceof JsonPrimitive p && p.isNumber()) {
      try {
        return p.getAsBigDecimal().longValueExact();
      } catch (ArithmeticException | NumberFormatException notWhole) {
        throw refusal("member '" + name + "' must be a whole number, got " + e);
      }
    }
    throw refusal("member '" + name + "' must be a whole number, got " + e);
  }

  /**
   * A whole number with a default.
   *
   * @param name its name
   * @param absent the answer when it is absent or null
   * @return the number
   * @throws ZarrFormatException if it is no whole number of 32 bits
   */
  public int integer(String name, int absent) {
    long value = find(name).isPresent() ? integer(name) : absent;
    if (value != (int) value) {
      throw refusal("member '" + name + "' is out of range: " + value);
    }
    return (int) value;
  }

  /**
   * A list of whole numbers that must be there.
   *
   * @param name its name
   * @return the numbers
   * @throws ZarrFormatException if it is absent or holds anything else
   */
  public long[] integers(String name) {
    return array(name).asList().stream().mapToLong(e -> integer(name, e)).toArray();
  }

  /**
   * A list that must be there.
   *
   * @param name its name
   * @return the list
   * @throws ZarrFormatException if it is absent or no list
   */
  public JsonArray array(String name) {
    if (member(name) instanceof JsonArray a) {
      return a;
    }
    throw refusal("member '" + name + "' must be a list, got " + member(name));
  }

  /**
   * An object that must be there.
   *
   * @param name its name
   * @return the object, with its place
   * @throws ZarrFormatException if it is absent or no object
   */
  public JsonDocument object(String name) {
    return of(name, member(name));
  }

  /**
   * Takes a part of this document as an object.
   *
   * @param name where it lies in this document, for messages
   * @param part the part
   * @return the object, with its place
   * @throws ZarrFormatException if it is no object
   */
  public JsonDocument of(String name, JsonElement part) {
    if (part instanceof JsonObject o) {
      return new JsonDocument(place + " " + name, o);
    }
    throw refusal("'" + name + "' must be an object, got " + part);
  }

  /**
   * An exception that names this document.
   *
   * @param reason what was found and what was expected
   * @return the exception, to be thrown
   */
  public ZarrFormatException refusal(String reason) {
    return new ZarrFormatException(place, reason);
  }
}
