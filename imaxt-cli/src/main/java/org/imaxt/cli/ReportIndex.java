package org.imaxt.cli;

import java.net.URI;
import java.nio.file.Path;
import org.imaxt.core.pipeline.Pipeline;
import org.imaxt.core.pipeline.ReportFiles;
import org.imaxt.core.pipeline.Step;

/** A page that links the reports of a pipeline's stages. */
final class ReportIndex {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>%s</title>
      <style>
      body{font:16px/1.6 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:#223344;
        max-width:720px;margin:3rem auto;padding:0 1.5rem}
      h1{font-size:1.6rem;border-bottom:3px solid #1f6f8b;padding-bottom:.4rem}
      li{margin:.5rem 0} a{color:#1f6f8b;font-weight:600} span{color:#667788}
      </style></head><body>
      <h1>%s</h1>
      <ol>
      %s</ol>
      </body></html>
      """;

  private ReportIndex() {}

  /** The page, with links relative to the folder it lies in. */
  static String html(String title, Path folder, Pipeline pipeline) {
    StringBuilder items = new StringBuilder();
    for (Step<?> step : pipeline.steps()) {
      ReportFiles.html(step.task(), pipeline.sample())
          .ifPresent(
              file ->
                  items.append(
                      "<li><a href=\"%s\">%s</a> <span>%s</span></li>\n"
                          .formatted(
                              link(folder, file),
                              escaped(step.id()),
                              escaped(step.task().info().summary()))));
    }
    return PAGE.formatted(escaped(title), escaped(title), items);
  }

  private static String link(Path folder, Path file) {
    URI base = folder.toUri();
    String text = base.toString().endsWith("/") ? base.toString() : base + "/";
    return escaped(URI.create(text).relativize(file.toUri()).toASCIIString());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
