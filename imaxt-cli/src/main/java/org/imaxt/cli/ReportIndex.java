package org.imaxt.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imaxt.core.model.Location;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.Step;
import org.imaxt.core.report.Numbers;
import org.imaxt.core.run.ReportFiles;
import org.imaxt.core.stage.StageParams;

/** A page that links the reports of a pipeline's stages. */
final class ReportIndex {

  private static final int NUMBERS = 4;

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>%s</title>
      <style>
      body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:#223344;
        max-width:1080px;margin:2rem auto;padding:0 1.5rem}
      h1{font-size:1.6rem;border-bottom:3px solid #1f6f8b;padding-bottom:.4rem}
      a{color:#1f6f8b;text-decoration:none}
      .stages{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:1.4rem}
      .stage{display:flex;gap:1.1rem;border:1px solid #e0e5ea;border-radius:10px;padding:1rem}
      .stage img{width:190px;height:190px;object-fit:contain;border-radius:6px;
        border:1px solid #e0e5ea}
      h2{font-size:1.02rem;margin:0 0 .5rem}
      dl{display:grid;grid-template-columns:1fr auto;gap:.1rem .8rem;margin:0;font-size:.86rem}
      dt{color:#667788} dd{margin:0;text-align:right;font-weight:600}
      .warn{color:#9a5b00;font-size:.84rem;margin:.5rem 0 0}
      </style></head><body>
      <h1>%s</h1>
      <div class="stages">
      %s</div>
      </body></html>
      """;

  private ReportIndex() {}

  /** The page, with links relative to the folder it lies in. */
  static String html(String title, Path folder, Pipeline pipeline) {
    StringBuilder items = new StringBuilder();
    for (Step<?> step : pipeline.steps()) {
      file(step, pipeline.sample()).ifPresent(file -> items.append(card(folder, file)));
    }
    return PAGE.formatted(escaped(title), escaped(title), items);
  }

  private static <P extends StageParams> Optional<Path> file(
      Step<P> step, Optional<Location> sample) {
    return ReportFiles.html(step.task(), step.params(), sample).map(Path::of);
  }

  /** Title, picture and first numbers of a report, as far as its JSON and PNG are there. */
  private static String card(Path folder, Path html) {
    String name = html.getFileName().toString().replaceFirst("\\.html$", "");
    Path picture = html.resolveSibling(name + ".png");
    JsonObject json = json(html.resolveSibling(name + ".json"));
    StringBuilder card = new StringBuilder("<div class=\"stage\">\n");
    if (Files.exists(picture)) {
      card.append(
          "<a href=\"%s\"><img alt=\"%s\" src=\"%s\"></a>\n"
              .formatted(link(folder, html), escaped(name), link(folder, picture)));
    }
    card.append(
        "<div><h2><a href=\"%s\">%s</a></h2>\n<dl>\n"
            .formatted(link(folder, html), escaped(json.get("title").getAsString())));
    json.getAsJsonObject("numbers").entrySet().stream()
        .filter(n -> n.getValue().getAsJsonObject().get("value").isJsonPrimitive())
        .limit(NUMBERS)
        .forEach(n -> card.append(number(n.getKey(), n.getValue().getAsJsonObject())));
    card.append("</dl>\n");
    for (JsonElement warning : json.getAsJsonArray("warnings")) {
      card.append("<p class=\"warn\">").append(escaped(warning.getAsString())).append("</p>\n");
    }
    return card.append("</div></div>\n").toString();
  }

  private static String number(String name, JsonObject number) {
    return "<dt>%s</dt><dd>%s %s</dd>\n"
        .formatted(
            escaped(name.strip()),
            Numbers.shown(number.get("value").getAsDouble()),
            escaped(number.get("unit").getAsString()));
  }

  private static JsonObject json(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static String link(Path folder, Path file) {
    URI base = folder.toUri();
    String text = base.toString().endsWith("/") ? base.toString() : base + "/";
    return escaped(URI.create(text).relativize(file.toUri()).toASCIIString());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
