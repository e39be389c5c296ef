package org.imaxt.core.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What a task tells its user, in reading order. Built once by the task, then only read. */
public final class Report {

  /** A part of a report. */
  public sealed interface Item {

    /**
     * A paragraph.
     *
     * @param text plain text
     */
    record Paragraph(String text) implements Item {}

    /**
     * Something the user should look into.
     *
     * @param text plain text
     */
    record Warning(String text) implements Item {}

    /**
     * A named number.
     *
     * @param name what it is
     * @param value its value
     * @param unit its unit, or empty
     */
    record Figure(String name, double value, String unit) implements Item {}

    /**
     * A table.
     *
     * @param name what it shows
     * @param header names of the columns
     * @param rows cells as text, numbers included
     */
    record Table(String name, List<String> header, List<List<String>> rows) implements Item {

      /** Copies the lists. */
      public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
      }
    }

    /**
     * A picture.
     *
     * @param caption what it shows and how to read it
     * @param image the picture
     */
    record Image(String caption, Picture image) implements Item {}
  }

  private final String title;
  private final List<Item> items = new ArrayList<>();

  private Report(String title) {
    this.title = title;
  }

  /**
   * An empty report.
   *
   * @param title its title
   * @return the report
   */
  public static Report titled(String title) {
    return new Report(title);
  }

  /**
   * The title.
   *
   * @return plain text
   */
  public String title() {
    return title;
  }

  /**
   * The parts in reading order.
   *
   * @return a copy
   */
  public List<Item> items() {
    return List.copyOf(items);
  }

  /**
   * Adds a paragraph.
   *
   * @param format format of plain text
   * @param values values for the format
   * @return this report
   */
  public Report paragraph(String format, Object... values) {
    items.add(new Item.Paragraph(values.length == 0 ? format : format.formatted(values)));
    return this;
  }

  /**
   * Adds a warning.
   *
   * @param format format of plain text
   * @param values values for the format
   * @return this report
   */
  public Report warning(String format, Object... values) {
    items.add(new Item.Warning(values.length == 0 ? format : format.formatted(values)));
    return this;
  }

  /**
   * Adds a number.
   *
   * @param name what it is
   * @param value its value
   * @param unit its unit, or empty
   * @return this report
   */
  public Report number(String name, double value, String unit) {
    items.add(new Item.Figure(name, value, unit));
    return this;
  }

  /**
   * Adds a table.
   *
   * @param name what it shows
   * @param header names of the columns
   * @param rows cells as text
   * @return this report
   */
  public Report table(String name, List<String> header, List<List<String>> rows) {
    items.add(new Item.Table(name, header, rows));
    return this;
  }

  /**
   * Adds a picture.
   *
   * @param caption what it shows and how to read it
   * @param image the picture
   * @return this report
   */
  public Report image(String caption, Picture image) {
    items.add(new Item.Image(caption, image));
    return this;
  }

  /**
   * The report without its pictures.
   *
   * @return {@code title}, {@code text}, {@code warnings}, {@code numbers}, {@code tables}
   */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("title", title);
    JsonArray text = new JsonArray();
    JsonArray warnings = new JsonArray();
    JsonObject numbers = new JsonObject();
    JsonObject tables = new JsonObject();
    for (Item item : items) {
      if (item instanceof Item.Paragraph paragraph) {
        text.add(paragraph.text());
      } else if (item instanceof Item.Warning warning) {
        warnings.add(warning.text());
      } else if (item instanceof Item.Figure figure) {
        numbers.add(figure.name(), number(figure));
      } else if (item instanceof Item.Table table) {
        tables.add(table.name(), table(table));
      }
    }
    json.add("text", text);
    json.add("warnings", warnings);
    json.add("numbers", numbers);
    json.add("tables", tables);
    return json;
  }

  /**
   * The report as lines for a terminal, without its pictures.
   *
   * @return lines separated by line feeds
   */
  public String text() {
    StringBuilder out = new StringBuilder(title).append('\n');
    for (Item item : items) {
      if (item instanceof Item.Paragraph paragraph) {
        out.append(paragraph.text()).append('\n');
      } else if (item instanceof Item.Warning warning) {
        out.append("warning: ").append(warning.text()).append('\n');
      } else if (item instanceof Item.Figure figure) {
        out.append(
                "  %-44s %s %s"
                    .formatted(figure.name(), Numbers.shown(figure.value()), figure.unit())
                    .stripTrailing())
            .append('\n');
      } else if (item instanceof Item.Table table) {
        out.append(TextTable.of(table));
      }
    }
    return out.toString();
  }

  private static JsonObject number(Item.Figure figure) {
    JsonObject number = new JsonObject();
    if (Double.isFinite(figure.value())) {
      number.addProperty("value", figure.value());
    } else {
      number.add("value", com.google.gson.JsonNull.INSTANCE);
    }
    number.addProperty("unit", figure.unit());
    return number;
  }

  private static JsonArray table(Item.Table table) {
    JsonArray rows = new JsonArray();
    for (List<String> row : table.rows()) {
      JsonObject object = new JsonObject();
      for (int i = 0; i < row.size(); i++) {
        object.addProperty(table.header().get(i), row.get(i));
      }
      rows.add(object);
    }
    return rows;
  }
}
