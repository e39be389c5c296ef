package org.imaxt.imc.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.imaxt.core.algo.augment.LabelledImage;
import org.imaxt.imc.nuclei.NucleusModel;
import org.junit.jupiter.api.Test;

class NucleusTargetsTest {

  /** Classes of an image of one row. */
  private static String row(int... labels) {
    LabelledImage image = new LabelledImage(new float[labels.length], labels, labels.length, 1);
    float[] targets = NucleusTargets.of(NucleusModel.IMC).of(image);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < labels.length; i++) {
      text.append(targets[3 * i] > 0 ? '.' : targets[3 * i + 1] > 0 ? 'n' : 'c');
    }
    return text.toString();
  }

  @Test
  void tellsNucleusCytoplasmAndBackgroundApart() {
    assertEquals("..cnnncc.", row(0, 0, -1, 1, 1, 1, -1, -1, 0));
  }

  @Test
  void dividesNucleiThatTouchByCytoplasm() {
    assertEquals("cnnccnn.", row(-1, 1, 1, 1, 2, 2, 2, 0));
  }

  @Test
  void leavesNucleiWholeBesideCytoplasm() {
    assertEquals("nnccnn", row(1, 1, -1, -2, 2, 2));
  }
}
