package org.imaxt.core.model;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a sample lies: a folder, or a place in an object store.
 *
 * @param text a path, or a URI such as {@code s3://bucket/block.zarr}, without a slash at its end
 */
public record Location(String text) {

  /** Two letters at least: {@code C:\block.zarr} is a folder. */
  private static final Pattern URI = Pattern.compile("([a-z][a-z0-9+.-]+)://.*");

  /** What {@link File} makes of a URI. */
  private static final Pattern FOLDED = Pattern.compile("([a-z][a-z0-9+.-]+):[/\\\\]([^/\\\\].*)");

  /** Takes slashes off the end of a URI. */
  public Location {
    if (isUri(text)) {
      text = text.replaceFirst("(?<=[^/])/+$", "");
    }
  }

  /**
   * A location as a user writes it.
   *
   * @param text a path or a URI
   * @return the location
   */
  public static Location of(String text) {
    return new Location(text);
  }

  /**
   * A folder.
   *
   * @param folder its path
   * @return the location
   */
  public static Location of(Path folder) {
    return new Location(folder.toString());
  }

  /**
   * A location that was entered where a file is asked for.
   *
   * @param file a folder, or a URI of which {@link File} has folded the slashes
   * @return the location
   */
  public static Location of(File file) {
    Matcher folded = FOLDED.matcher(file.getPath());
    return folded.matches()
        ? new Location(folded.group(1) + "://" + folded.group(2).replace('\\', '/'))
        : new Location(file.getPath());
  }

  /**
   * Whether a text names a place that is no folder.
   *
   * @param text a path or a URI
   * @return true if it begins like {@code s3://}
   */
  public static boolean isUri(String text) {
    return URI.matcher(text).matches();
  }

  /**
   * The folder.
   *
   * @return empty for a place that is none
   */
  public Optional<Path> folder() {
    return isUri(text) ? Optional.empty() : Optional.of(Path.of(text));
  }

  /**
   * What kind of place it is.
   *
   * @return such as {@code s3}, empty for a folder
   */
  public Optional<String> scheme() {
    Matcher uri = URI.matcher(text);
    return uri.matches() ? Optional.of(uri.group(1)) : Optional.empty();
  }

  /**
   * A place inside.
   *
   * @param key path inside the sample, joined by {@code /}
   * @return its path or URI
   */
  public String inside(String key) {
    return folder().map(f -> f.resolve(key).toString()).orElse(text + "/" + key);
  }

  /** The path or URI. */
  @Override
  public String toString() {
    return text;
  }
}
