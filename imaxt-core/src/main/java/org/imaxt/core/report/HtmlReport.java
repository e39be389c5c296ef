package org.imaxt.core.report;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as one HTML file without references to anything outside it. */
public final class HtmlReport {

  private static final String STYLE =
      """
      :root{--ink:#223344;--soft:#667788;--line:#e0e5ea;--accent:#1f6f8b;--warn:#9a5b00}
      body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:var(--ink);
        max-width:1080px;margin:2rem auto;padding:0 1.5rem;background:#fff}
      h1{font-size:1.6rem;margin:0 0 .2rem;border-bottom:3px solid var(--accent);padding-bottom:.4rem}
      h2{font-size:1.05rem;margin:1.6rem 0 .5rem}
      .meta{color:var(--soft);font-size:.85rem;margin-bottom:1.2rem}
      .warn{border-left:4px solid #e0a030;background:#fff8ea;color:var(--warn);padding:.5rem .9rem;
        margin:.6rem 0}
      .numbers{display:grid;grid-template-columns:repeat(auto-fill,minmax(190px,1fr));gap:.7rem;
        margin:1rem 0}
      .number{border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem}
      .number b{display:block;font-size:1.35rem;font-weight:600}
      .number b small{font-size:.8rem;font-weight:400;color:var(--soft)}
      .number span{color:var(--soft);font-size:.82rem}
      table{border-collapse:collapse;font-size:.88rem;margin:.4rem 0}
      th,td{padding:.25rem .8rem;border-bottom:1px solid var(--line);text-align:right}
      th:first-child,td:first-child{text-align:left}
      .scroll{max-height:26rem;overflow:auto;display:inline-block;max-width:100%}
      .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(420px,1fr));gap:1.2rem}
      figure{margin:0}
      .wide{grid-column:1/-1}
      .wide img{width:100%;max-width:760px}
      figure img{max-width:100%;border:1px solid var(--line);border-radius:6px}
      figcaption{color:var(--soft);font-size:.86rem;margin-top:.3rem}
      details{margin-top:2rem;color:var(--soft)}
      """;

  private HtmlReport() {}

  /**
   * Writes a report as HTML.
   *
   * @param report the report
   * @param parameters bound parameters by name, shown at the end
   * @param provenance version, time and such, shown under the title
   * @return the HTML document
   */
  public static String render(
      Report report, Map<String, ?> parameters, Map<String, String> provenance) {
    StringBuilder html = new StringBuilder(1 << 16);
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<title>")
        .append(escaped(report.title()))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(escaped(report.title()))
        .append("</h1>\n<div class=\"meta\">");
    html.append(
            provenance.entrySet().stream()
                .map(e -> escaped(e.getKey()) + " " + escaped(e.getValue()))
                .collect(Collectors.joining(" · ")))
        .append("</div>\n");
    String open = "";
    for (Report.Item item : report.items()) {
      String group =
          item instanceof Report.Item.Figure
              ? "numbers"
              : item instanceof Report.Item.Image ? "figures" : "";
      if (!group.equals(open)) {
        html.append(open.isEmpty() ? "" : "</div>\n");
        html.append(group.isEmpty() ? "" : "<div class=\"" + group + "\">\n");
        open = group;
      }
      append(html, item);
    }
    html.append(open.isEmpty() ? "" : "</div>\n");
    if (!parameters.isEmpty()) {
      html.append("<details><summary>Parameters of this run</summary><table>\n");
      parameters.forEach((k, v) -> row(html, "td", List.of(k, String.valueOf(v))));
      html.append("</table></details>\n");
    }
    return html.append("</body></html>\n").toString();
  }

  private static void append(StringBuilder html, Report.Item item) {
    if (item instanceof Report.Item.Paragraph paragraph) {
      html.append("<p>").append(escaped(paragraph.text())).append("</p>\n");
    } else if (item instanceof Report.Item.Warning warning) {
      html.append("<div class=\"warn\">").append(escaped(warning.text())).append("</div>\n");
    } else if (item instanceof Report.Item.Figure figure) {
      html.append("<div class=\"number\"><b>")
          .append(Numbers.shown(figure.value()))
          .append(" <small>")
          .append(escaped(figure.unit()))
          .append("</small></b><span>")
          .append(escaped(figure.name()))
          .append("</span></div>\n");
    } else if (item instanceof Report.Item.Table table) {
      html.append("<h2>").append(escaped(table.name())).append("</h2>\n");
      html.append("<div class=\"scroll\"><table>\n");
      row(html, "th", table.header());
      table.rows().forEach(r -> row(html, "td", r));
      html.append("</table></div>\n");
    } else if (item instanceof Report.Item.Image image) {
      html.append(image.image().wide() ? "<figure class=\"wide\">" : "<figure>")
          .append("<img alt=\"")
          .append(escaped(image.caption()))
          .append("\" src=\"data:image/png;base64,")
          .append(Base64.getEncoder().encodeToString(image.image().png()))
          .append("\"><figcaption>")
          .append(escaped(image.caption()))
          .append("</figcaption></figure>\n");
    }
  }

  private static void row(StringBuilder html, String cell, List<String> cells) {
    html.append("<tr>");
    cells.forEach(
        c ->
            html.append('<')
                .append(cell)
                .append('>')
                .append(escaped(c))
                .append("</")
                .append(cell)
                .append('>'));
    html.append("</tr>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
