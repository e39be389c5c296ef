package org.imaxt.beads.detect;

import java.util.List;
import org.imaxt.core.model.Modality;
import org.imaxt.core.report.Report;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Footprint;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.Progress;
import org.imaxt.core.stage.Selection;

/** The images that a run looks at, and where what it finds belongs. */
sealed interface BeadTarget permits SectionTarget, ScanTarget {

  /** The target of a modality. */
  static BeadTarget of(BeadsParams params) {
    return params.on() == Modality.STPT ? new SectionTarget(params) : new ScanTarget(params);
  }

  /** What the stage reads and writes there. */
  Footprint footprint();

  /** An output an image. */
  List<Output> outputs(Selection selection, Sample sample);

  /** The one unit of an output. */
  BeadUnit unit(Output output, Sample sample);

  /** Path of the image that an output looks at. */
  String image(Output output);

  /** Finds the beads of an image. */
  FoundCounts find(BeadUnit unit, Sample sample, Progress progress);

  /** Writes the table of all that was found. */
  void writeTable(Sample sample);

  /** What was found. */
  Report report(Sample sample);
}
