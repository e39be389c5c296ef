package org.imaxt.core.sample;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Records as JSON documents: names with underscores, enum constants as words in lower case. */
public final class Documents {

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .registerTypeAdapterFactory(new EnumWords())
          .disableHtmlEscaping()
          .setPrettyPrinting()
          .create();

  private Documents() {}

  /**
   * Reads a document that somebody took out of a sample.
   *
   * @param file the file
   * @param type what it holds
   * @param <V> what it holds
   * @return the document
   * @throws SampleFormatException if it cannot be read or holds something else
   */
  public static <V extends Record> V read(Path file, Class<V> type) {
    try {
      return parse(Files.readAllBytes(file), type, file.toString());
    } catch (IOException e) {
      throw new SampleFormatException(file + " cannot be read", e);
    }
  }

  static byte[] bytes(Record document) {
    return (GSON.toJson(document) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static <V extends Record> V parse(byte[] bytes, Class<V> type, String where) {
    try {
      V document = GSON.fromJson(new String(bytes, StandardCharsets.UTF_8), type);
      if (document == null) {
        throw new SampleFormatException(where + " is empty");
      }
      for (RecordComponent component : type.getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        if (component.getAccessor().invoke(document) == null) {
          throw new SampleFormatException(where + " lacks '" + component.getName() + "'");
        }
      }
      return document;
    } catch (JsonParseException | ReflectiveOperationException e) {
      throw new SampleFormatException(where + " is no " + type.getSimpleName(), e);
    } catch (IllegalArgumentException e) {
      throw new SampleFormatException(where + ": " + e.getMessage(), e);
    }
  }

  /** Writes {@code FLIP_X} as {@code flip-x}. */
  private static final class EnumWords implements TypeAdapterFactory {

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
      Class<? super T> raw = type.getRawType();
      if (!Enum.class.isAssignableFrom(raw) || raw == Enum.class) {
        return null; // constants with a body of their own are of a class that is not isEnum()
      }
      Object[] constants = (raw.isEnum() ? raw : raw.getSuperclass()).getEnumConstants();
      return new TypeAdapter<>() {
        @Override
        public void write(JsonWriter out, T value) throws IOException {
          out.value(value == null ? null : word(value));
        }

        @Override
        @SuppressWarnings("unchecked") // the constants of an enum class of T are Ts
        public T read(JsonReader in) throws IOException {
          String word = in.nextString();
          for (Object constant : constants) {
            if (word(constant).equals(word)) {
              return (T) constant;
            }
          }
          throw new JsonParseException("'" + word + "' is no " + raw.getSimpleName());
        }
      };
    }

    private static String word(Object constant) {
      return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
