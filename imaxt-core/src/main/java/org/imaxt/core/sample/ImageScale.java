package org.imaxt.core.sample;

import com.google.gson.JsonObject;
import org.imaxt.core.ngff.OmeImage;

/**
 * How numbers of an image of ours are stored: physical = bscale · stored + bzero, stored 0 =
 * unknown; the attribute {@code imaxt} of its group.
 *
 * @param bscale step of the stored numbers
 * @param bzero physical value of a stored 0
 */
public record ImageScale(double bscale, double bzero) {

  private static final String ATTRIBUTE = "imaxt";

  /**
   * Reads the scale of an image.
   *
   * @param image the image
   * @return its scale; 1 and 0 if it has none
   */
  public static ImageScale read(OmeImage image) {
    JsonObject attributes = image.group().attributes();
    if (!attributes.has(ATTRIBUTE)) {
      return new ImageScale(1, 0);
    }
    JsonObject imaxt = attributes.getAsJsonObject(ATTRIBUTE);
    return new ImageScale(imaxt.get("bscale").getAsDouble(), imaxt.get("bzero").getAsDouble());
  }

  /**
   * Writes the scale to an image.
   *
   * @param image the image
   * @param quantity what it shows, with unit
   */
  public void write(OmeImage image, String quantity) {
    JsonObject imaxt = new JsonObject();
    imaxt.addProperty("bscale", bscale);
    imaxt.addProperty("bzero", bzero);
    imaxt.addProperty("quantity", quantity);
    imaxt.addProperty("unknown", 0);
    image.setAttribute(ATTRIBUTE, imaxt);
  }
}
