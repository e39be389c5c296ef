package org.imaxt.federation.federate;

import java.util.List;
import org.imaxt.core.algo.federate.BeadTarget;
import org.imaxt.core.algo.federate.BlockModel;
import org.imaxt.core.algo.federate.CoarseImage;
import org.imaxt.core.algo.federate.PatternIndex;
import org.imaxt.core.algo.federate.RoiSearch;
import org.imaxt.core.algo.federate.SlabModel;
import org.imaxt.core.model.Modality;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;

/** What every scan of a sample is compared with, made once and kept while the sample is open. */
final class SharedBlock {

  private SharedBlock() {}

  /** The block with the depths of its beads. */
  static BlockModel model(Sample sample) {
    return sample.derived(
        "federate/block/" + state(sample), () -> BlockModel.of(BlockCatalogue.of(sample)));
  }

  /** The pattern of the block's beads, before anything is known of the slides. */
  static PatternIndex index(Sample sample) {
    return sample.derived(
        "federate/index/" + state(sample),
        () -> PatternIndex.of(model(sample).target(SlabModel.defaults())));
  }

  /** The pattern of the beads of a slide. */
  static PatternIndex slide(Sample sample, String name) {
    String receipt = new Receipts(sample).find("beads", "slides/" + name).orElseThrow().hash();
    return sample.derived(
        "federate/slide/" + name + "/" + receipt,
        () ->
            PatternIndex.of(
                BeadTarget.of(ScanCatalogue.of(sample, Modality.SLIDES, name), RoiSearch.usual())));
  }

  /** A small image of the section in the middle. */
  static CoarseImage middle(Sample sample, double pixelUm) {
    return sample.derived(
        "federate/middle/" + pixelUm + "/" + state(sample),
        () -> {
          AcquisitionDocument acquisition = sample.read(Layout.acquisition());
          List<Integer> sections = acquisition.sections();
          return SmallImages.ofSection(sample, sections.get(sections.size() / 2), pixelUm);
        });
  }

  private static String state(Sample sample) {
    return new Receipts(sample).find("register", "sections").orElseThrow().hash();
  }
}
