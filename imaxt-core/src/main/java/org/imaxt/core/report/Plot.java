package org.imaxt.core.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.VectorRenderer;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.statistics.HistogramDataset;
import org.jfree.data.xy.VectorSeries;
import org.jfree.data.xy.VectorSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The plots of our reports, all in one style. */
public final class Plot {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final Color INK = new Color(0x22, 0x33, 0x44);
  private static final Color[] SERIES = {
    new Color(0x1f6f8b), new Color(0xd9822b), new Color(0x5a9e4b), new Color(0xa44a6b)
  };

  private Plot() {}

  /**
   * A named set of points; histograms use x only.
   *
   * @param name name in the legend
   * @param x x of each point
   * @param y y of each point
   */
  public record Series(String name, double[] x, double[] y) {

    /** Refuses coordinates of unequal number. */
    public Series {
      if (x.length != y.length) {
        throw new IllegalArgumentException(
            name + " has " + x.length + " x and " + y.length + " y values");
      }
      x = x.clone();
      y = y.clone();
    }
  }

  /**
   * A named line with an error at each point.
   *
   * @param name name in the legend
   * @param x x of each point
   * @param y y of each point
   * @param sigma half width of the band at each point, in the unit of y
   */
  public record Band(String name, double[] x, double[] y, double[] sigma) {

    /** Refuses coordinates of unequal number. */
    public Band {
      if (x.length != y.length || x.length != sigma.length) {
        throw new IllegalArgumentException(
            "%s has %d x, %d y values and %d errors"
                .formatted(name, x.length, y.length, sigma.length));
      }
      x = x.clone();
      y = y.clone();
      sigma = sigma.clone();
    }
  }

  /**
   * An arrow of a vector plot, in the units of the axes.
   *
   * @param x x of its start
   * @param y y of its start
   * @param dx how far it goes along x
   * @param dy how far it goes along y
   */
  public record Arrow(double x, double y, double dx, double dy) {}

  /**
   * How often values occur.
   *
   * @param values one or more named sets of values, drawn over each other
   * @param xLabel what the values are, with unit
   * @param bins number of bins
   * @return the picture
   */
  public static Picture histogram(List<Series> values, String xLabel, int bins) {
    double low = values.stream().flatMapToDouble(s -> Arrays.stream(s.x())).min().orElse(0);
    double high = values.stream().flatMapToDouble(s -> Arrays.stream(s.x())).max().orElse(1);
    HistogramDataset data = new HistogramDataset();
    for (Series series : values) {
      if (series.x().length > 0) {
        data.addSeries(series.name(), series.x(), bins, low, high > low ? high : low + 1);
      }
    }
    JFreeChart chart =
        ChartFactory.createHistogram(
            null, xLabel, "count", data, PlotOrientation.VERTICAL, values.size() > 1, false, false);
    XYBarRenderer bars = (XYBarRenderer) chart.getXYPlot().getRenderer();
    bars.setBarPainter(new StandardXYBarPainter());
    bars.setShadowVisible(false);
    for (int i = 0; i < values.size(); i++) {
      Color colour = SERIES[i % SERIES.length];
      int alpha = values.size() > 1 ? 150 : 255;
      bars.setSeriesPaint(
          i, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha));
    }
    chart.getXYPlot().setForegroundAlpha(1f);
    return drawn(chart, WIDTH, HEIGHT);
  }

  /**
   * Lines or points.
   *
   * @param series named points, joined in their order
   * @param xLabel what x is, with unit
   * @param yLabel what y is, with unit
   * @param style how they are drawn
   * @return the picture
   */
  public static Picture xy(List<Series> series, String xLabel, String yLabel, Style style) {
    return drawn(xyChart(series, xLabel, yLabel, style), WIDTH, HEIGHT);
  }

  /**
   * Lines or points on axes that grow by powers of ten; what is not positive is left out.
   *
   * @param series named points, joined in their order
   * @param xLabel what x is, with unit
   * @param yLabel what y is, with unit
   * @param style how they are drawn
   * @return the picture
   */
  public static Picture logarithmic(
      List<Series> series, String xLabel, String yLabel, Style style) {
    JFreeChart chart = xyChart(series.stream().map(Plot::positive).toList(), xLabel, yLabel, style);
    chart.getXYPlot().setDomainAxis(new LogarithmicAxis(xLabel));
    chart.getXYPlot().setRangeAxis(new LogarithmicAxis(yLabel));
    return drawn(chart, WIDTH, HEIGHT);
  }

  private static Series positive(Series all) {
    int[] kept =
        IntStream.range(0, all.x().length)
            .filter(i -> all.x()[i] > 0 && all.y()[i] > 0)
            .filter(i -> Double.isFinite(all.x()[i] + all.y()[i]))
            .toArray();
    return new Series(
        all.name(),
        Arrays.stream(kept).mapToDouble(i -> all.x()[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> all.y()[i]).toArray());
  }

  private static JFreeChart xyChart(
      List<Series> series, String xLabel, String yLabel, Style style) {
    XYSeriesCollection data = new XYSeriesCollection();
    for (Series one : series) {
      XYSeries points = new XYSeries(one.name(), false, true);
      for (int i = 0; i < one.x().length; i++) {
        points.add(one.x()[i], one.y()[i]);
      }
      data.addSeries(points);
    }
    JFreeChart chart =
        ChartFactory.createXYLineChart(
            null, xLabel, yLabel, data, PlotOrientation.VERTICAL, series.size() > 1, false, false);
    XYLineAndShapeRenderer renderer =
        new XYLineAndShapeRenderer(style == Style.LINES, style == Style.POINTS);
    for (int i = 0; i < series.size(); i++) {
      renderer.setSeriesPaint(i, SERIES[i % SERIES.length]);
      renderer.setSeriesStroke(i, new BasicStroke(2f));
      renderer.setSeriesShape(i, new java.awt.geom.Ellipse2D.Double(-2.5, -2.5, 5, 5));
    }
    chart.getXYPlot().setRenderer(renderer);
    return chart;
  }

  /**
   * Lines with bands of their errors.
   *
   * @param bands named lines, joined in their order
   * @param xLabel what x is, with unit
   * @param yLabel what y is, with unit
   * @return the picture
   */
  public static Picture bands(List<Band> bands, String xLabel, String yLabel) {
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    for (Band band : bands) {
      YIntervalSeries points = new YIntervalSeries(band.name(), false, true);
      for (int i = 0; i < band.x().length; i++) {
        double y = band.y()[i];
        points.add(band.x()[i], y, y - band.sigma()[i], y + band.sigma()[i]);
      }
      data.addSeries(points);
    }
    DeviationRenderer renderer = new DeviationRenderer(true, false);
    for (int i = 0; i < bands.size(); i++) {
      renderer.setSeriesPaint(i, SERIES[i % SERIES.length]);
      renderer.setSeriesFillPaint(i, SERIES[i % SERIES.length]);
      renderer.setSeriesStroke(i, new BasicStroke(2f));
    }
    NumberAxis x = new NumberAxis(xLabel);
    NumberAxis y = new NumberAxis(yLabel);
    x.setAutoRangeIncludesZero(false);
    JFreeChart chart =
        new JFreeChart(null, null, new XYPlot(data, x, y, renderer), bands.size() > 1);
    return drawn(chart, WIDTH, HEIGHT);
  }

  /** How points are drawn. */
  public enum Style {
    /** Joined by lines. */
    LINES,
    /** Each by itself. */
    POINTS
  }

  /**
   * Arrows on a plane with y growing downwards, as in images.
   *
   * @param arrows the arrows, already stretched for the eye
   * @param xLabel what x is, with unit
   * @param yLabel what y is, with unit
   * @return the picture, about as high as wide
   */
  public static Picture vectors(List<Arrow> arrows, String xLabel, String yLabel) {
    VectorSeries series = new VectorSeries("arrows");
    for (Arrow a : arrows) {
      series.add(a.x(), a.y(), a.dx(), a.dy());
    }
    VectorSeriesCollection data = new VectorSeriesCollection();
    data.addSeries(series);
    VectorRenderer renderer = new VectorRenderer();
    renderer.setSeriesPaint(0, SERIES[0]);
    renderer.setSeriesStroke(0, new BasicStroke(2.4f));
    NumberAxis x = new NumberAxis(xLabel);
    NumberAxis y = new NumberAxis(yLabel);
    x.setAutoRangeIncludesZero(false);
    y.setAutoRangeIncludesZero(false);
    y.setInverted(true);
    JFreeChart chart = new JFreeChart(null, null, new XYPlot(data, x, y, renderer), false);
    return drawn(chart, WIDTH, WIDTH);
  }

  private static Picture drawn(JFreeChart chart, int width, int height) {
    StandardChartTheme theme = new StandardChartTheme("report");
    theme.setRegularFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    theme.setLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    theme.setPlotBackgroundPaint(Color.WHITE);
    theme.setDomainGridlinePaint(new Color(0xe4e8ec));
    theme.setRangeGridlinePaint(new Color(0xe4e8ec));
    theme.setAxisLabelPaint(INK);
    theme.setTickLabelPaint(INK);
    theme.setXYBarPainter(new StandardXYBarPainter());
    theme.setShadowVisible(false);
    var paints = new java.awt.Paint[4];
    XYPlot plot = chart.getXYPlot();
    for (int i = 0; i < paints.length; i++) {
      paints[i] = plot.getRenderer().getSeriesPaint(i);
    }
    theme.apply(chart);
    for (int i = 0; i < paints.length; i++) {
      if (paints[i] != null) {
        plot.getRenderer().setSeriesPaint(i, paints[i]);
      }
    }
    plot.setOutlineVisible(false);
    chart.setBackgroundPaint(Color.WHITE);
    return Picture.of(chart.createBufferedImage(width, height));
  }
}
