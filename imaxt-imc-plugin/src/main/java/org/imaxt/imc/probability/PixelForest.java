package org.imaxt.imc.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.dataset.DatasetView;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A random forest over pixels (Breiman, Machine Learning 45 (2001) 5-32), whose trees Tribuo grows,
 * each on a draw with replacement; they are copied into arrays: a pixel then takes a microsecond
 * and not fifty.
 */
final class PixelForest {

  private static final int TREES = 30;
  private static final int DEEPEST = 14;
  private static final long SEED = 1;
  private static final int LEAF = -1;

  private final int[] feature;
  private final float[] split;

  /** Where to go on for at most the split; of a leaf its place among the shares. */
  private final int[] low;

  private final int[] high;
  private final float[] shares;
  private final int[] roots;

  private PixelForest(Growing g) {
    feature = g.feature.stream().mapToInt(i -> i).toArray();
    split = new float[g.split.size()];
    for (int i = 0; i < split.length; i++) {
      split[i] = g.split.get(i);
    }
    low = g.low.stream().mapToInt(i -> i).toArray();
    high = g.high.stream().mapToInt(i -> i).toArray();
    shares = new float[g.shares.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = g.shares.get(i);
    }
    roots = g.roots.stream().mapToInt(i -> i).toArray();
  }

  /**
   * A pixel whose class is known.
   *
   * @param features what is seen of it
   * @param type its class, from 0
   */
  record Known(float[] features, int type) {}

  /** Grows a forest; the same pixels give the same forest. */
  static PixelForest grow(List<Known> pixels) {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("pixels", labels), labels);
    int count = pixels.get(0).features().length;
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "f%03d".formatted(i);
    }
    for (Known pixel : pixels) {
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        values[i] = pixel.features()[i];
      }
      data.add(new ArrayExample<>(new Label(Integer.toString(pixel.type())), names, values));
    }
    float share = (float) (Math.sqrt(count) / count);
    ImmutableFeatureMap features = data.getFeatureIDMap();
    Growing growing = new Growing(places(features));
    for (int tree = 0; tree < TREES; tree++) {
      DatasetView<Label> drawn =
          DatasetView.createBootstrapView(
              data, data.size(), SEED + tree, features, data.getOutputIDInfo());
      growing.add(new CARTClassificationTrainer(DEEPEST, share, SEED + tree).train(drawn));
    }
    return new PixelForest(growing);
  }

  private static int[] places(ImmutableFeatureMap map) {
    int[] places = new int[map.size()];
    map.forEach(
        f -> places[map.get(f.getName()).getID()] = Integer.parseInt(f.getName().substring(1)));
    return places;
  }

  /** Trees on their way into arrays. */
  private static final class Growing {
    private final int[] places;
    private final List<Integer> feature = new ArrayList<>();
    private final List<Float> split = new ArrayList<>();
    private final List<Integer> low = new ArrayList<>();
    private final List<Integer> high = new ArrayList<>();
    private final List<Float> shares = new ArrayList<>();
    private final List<Integer> roots = new ArrayList<>();

    Growing(int... places) {
      this.places = places;
    }

    void add(TreeModel<Label> tree) {
      roots.add(add(tree.getRoot()));
    }

    private int add(Node<Label> node) {
      int at = feature.size();
      if (node instanceof SplitNode<Label> inner) {
        feature.add(places[inner.getFeatureID()]);
        split.add((float) inner.splitValue());
        low.add(0);
        high.add(0);
        low.set(at, add(inner.getLessThanOrEqual()));
        high.set(at, add(inner.getGreaterThan()));
        return at;
      }
      feature.add(LEAF);
      split.add(0f);
      low.add(shares.size());
      high.add(0);
      float[] own = shares(((LeafNode<Label>) node).getDistribution());
      for (float share : own) {
        shares.add(share);
      }
      return at;
    }

    private static float[] shares(Map<String, Label> distribution) {
      float[] own = new float[ProbabilitySource.CLASSES];
      double sum = distribution.values().stream().mapToDouble(Label::getScore).sum();
      distribution.forEach(
          (name, label) -> own[Integer.parseInt(name)] = (float) (label.getScore() / sum));
      return own;
    }
  }

  /** Adds up what the trees say of a pixel. */
  void classify(float[] features, float[] probabilities, int at) {
    int classes = ProbabilitySource.CLASSES;
    Arrays.fill(probabilities, at, at + classes, 0);
    for (int root : roots) {
      int node = root;
      while (feature[node] != LEAF) {
        node = features[feature[node]] > split[node] ? high[node] : low[node];
      }
      for (int c = 0; c < classes; c++) {
        probabilities[at + c] += shares[low[node] + c];
      }
    }
    for (int c = 0; c < classes; c++) {
      probabilities[at + c] /= roots.length;
    }
  }
}
