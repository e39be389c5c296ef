package org.imaxt.core.algo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.imaxt.core.algo.augment.LabelledImage;
import org.junit.jupiter.api.Test;

class ClassTargetsTest {

  @Test
  void marksObjectsAndWhereTwoMeet() {
    assertEquals("..1####2..", row(0, 0, 1, 1, 1, 2, 2, 2, 0, 0));
  }

  @Test
  void leavesASmallObjectWholeWhenItStandsAlone() {
    assertEquals("...9......", row(0, 0, 0, 9, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void marksANarrowGapToo() {
    assertEquals("111###222.", row(1, 1, 1, 1, 0, 2, 2, 2, 2, 0));
  }

  @Test
  void leavesAWideGapAlone() {
    assertEquals("111....222", row(1, 1, 1, 0, 0, 0, 0, 2, 2, 2));
  }

  /** Classes of an image of one row. */
  private static String row(int... labels) {
    float[] targets =
        new ClassTargets()
            .of(new LabelledImage(new float[labels.length], labels, labels.length, 1));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < labels.length; i++) {
      boolean meets = targets[3 * i + ClassTargets.CONTACT] > 0;
      boolean object = targets[3 * i + ClassTargets.OBJECT] > 0;
      text.append(meets ? "#" : object ? String.valueOf(labels[i]) : ".");
    }
    return text.toString();
  }
}
