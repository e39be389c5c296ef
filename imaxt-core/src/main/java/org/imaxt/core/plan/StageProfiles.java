package org.imaxt.core.plan;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stages took somewhere, and where.
 *
 * @param provenance machine, sample, date and such
 * @param stages the stages in the order of a pipeline
 */
public record StageProfiles(Map<String, String> provenance, List<StageProfile> stages) {

  private static final String SHIPPED = "stage-profiles.json";

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .disableHtmlEscaping()
          .setPrettyPrinting()
          .create();

  /** Copies the list. */
  public StageProfiles {
    stages = List.copyOf(stages);
  }

  /**
   * The profiles that are shipped, for samples on which nothing was measured.
   *
   * @return one a stage that works on sections
   */
  public static StageProfiles shipped() {
    try (InputStream in = StageProfiles.class.getResourceAsStream(SHIPPED)) {
      return GSON.fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), StageProfiles.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonParseException e) {
      throw new IllegalStateException(SHIPPED + " is damaged", e);
    }
  }

  /**
   * The profile of a stage.
   *
   * @param stage its id
   * @return empty if it was not measured
   */
  public Optional<StageProfile> find(String stage) {
    return stages.stream().filter(s -> s.stage().equals(stage)).findFirst();
  }

  /**
   * The profiles as they are shipped.
   *
   * @return JSON
   */
  public String json() {
    return GSON.toJson(this) + "\n";
  }

  /**
   * Where they are from, as one line.
   *
   * @return names and values
   */
  public String source() {
    return String.join(
        ", ", provenance.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }
}
