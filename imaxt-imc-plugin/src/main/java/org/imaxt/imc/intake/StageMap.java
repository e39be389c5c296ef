package org.imaxt.imc.intake;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.imaxt.core.report.Picture;
import org.imaxt.core.sample.ScanDocument;

/** A drawing of where regions lie on the stage, to scale, the instrument's up being up. */
final class StageMap {

  private static final int SIZE_PX = 640;
  private static final int MARGIN_PX = 60;
  private static final Color INK = new Color(0x22, 0x33, 0x44);
  private static final Color LINE = new Color(0x1f6f8b);

  private StageMap() {}

  /** Corners of a region, x and y in turn, y down, from the upper left of the image. */
  private static double[] corners(ScanDocument scan) {
    List<Double> a = scan.stageAffine();
    double w = scan.widthPx() * scan.pixelSizeUm();
    double h = scan.heightPx() * scan.pixelSizeUm();
    double[][] at = {{0, 0}, {w, 0}, {w, h}, {0, h}};
    double[] corners = new double[2 * at.length];
    for (int i = 0; i < at.length; i++) {
      corners[2 * i] = a.get(0) * at[i][0] + a.get(1) * at[i][1] + a.get(2);
      corners[2 * i + 1] = a.get(3) * at[i][0] + a.get(4) * at[i][1] + a.get(5);
    }
    return corners;
  }

  /**
   * Draws regions.
   *
   * @param scans regions with a place on the stage, at least one
   * @return the picture, with a bar of a stated length
   */
  static Picture draw(List<ScanDocument> scans) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (ScanDocument scan : scans) {
      double[] corners = corners(scan);
      for (int i = 0; i < corners.length; i++) {
        low[i % 2] = Math.min(low[i % 2], corners[i]);
        high[i % 2] = Math.max(high[i % 2], corners[i]);
      }
    }
    double span = Math.max(1e-6, Math.max(high[0] - low[0], high[1] - low[1]));
    double pxPerUm = (SIZE_PX - 2 * MARGIN_PX) / span;
    int height = (int) Math.ceil((high[1] - low[1]) * pxPerUm) + 2 * MARGIN_PX;
    BufferedImage image = new BufferedImage(SIZE_PX, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, SIZE_PX, height);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    g.setStroke(new BasicStroke(1.6f));
    for (ScanDocument scan : scans) {
      double[] corners = corners(scan);
      Path2D outline = new Path2D.Double();
      for (int i = 0; i < corners.length; i += 2) {
        double x = MARGIN_PX + (corners[i] - low[0]) * pxPerUm;
        double y = MARGIN_PX + (corners[i + 1] - low[1]) * pxPerUm;
        if (i == 0) {
          outline.moveTo(x, y);
          g.setColor(INK);
          String name = scan.name();
          g.drawString(name.substring(name.lastIndexOf('_') + 1), (float) x, (float) y - 4);
        } else {
          outline.lineTo(x, y);
        }
      }
      outline.closePath();
      g.setColor(LINE);
      g.draw(outline);
    }
    bar(g, span, pxPerUm, height);
    g.dispose();
    return Picture.of(image);
  }

  /** A bar of a round length. */
  private static void bar(Graphics2D g, double span, double pxPerUm, int height) {
    double power = Math.pow(10, Math.floor(Math.log10(span / 2)));
    double length = span / 2 >= 5 * power ? 5 * power : span / 2 >= 2 * power ? 2 * power : power;
    int width = (int) Math.round(length * pxPerUm);
    g.setColor(INK);
    g.fillRect(MARGIN_PX, height - 24, width, 4);
    String text = length >= 1000 ? "%.0f mm".formatted(length / 1000) : length + " µm";
    g.drawString(text.replace(".0 ", " "), MARGIN_PX + width + 8, height - 17);
  }
}
