package org.imaxt.core.run;

import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.imaxt.core.sample.Receipt;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.stage.Output;
import org.imaxt.core.stage.ParamField;
import org.imaxt.core.stage.ParamSchema;
import org.imaxt.core.stage.Stage;
import org.imaxt.core.stage.StageParams;

/**
 * The receipts that the outputs of a stage would get now: an output that has its own is up to date.
 *
 * @param <P> parameter record
 */
public final class WantedReceipts<P extends StageParams> {

  private final Stage<P, ? extends Serializable, ? extends Serializable> stage;
  private final Receipts receipts;
  private final Map<String, Object> parameters;
  private final Map<String, String> provenance = Provenance.now();

  /**
   * The receipts of a stage.
   *
   * @param stage the stage
   * @param params its parameters
   * @param sample the sample
   */
  public WantedReceipts(
      Stage<P, ? extends Serializable, ? extends Serializable> stage, P params, Sample sample) {
    this.stage = stage;
    this.receipts = new Receipts(sample);
    this.parameters = ParamSchema.of(stage).values(params);
  }

  /** The parameters by name. */
  Map<String, Object> parameters() {
    return parameters;
  }

  /** Version, time and machine. */
  Map<String, String> provenance() {
    return provenance;
  }

  /** The receipt that an output would get now. */
  Receipt of(Output output) {
    Map<String, String> reads = new TreeMap<>();
    output.reads().forEach(r -> reads.put(r, receipts.verified(r)));
    return new Receipt(
        stage.info().id(),
        output.name(),
        Receipts.hash(
            stage.info().id(), stage.algorithmVersion(), deciding(), reads, output.inputs()),
        stage.algorithmVersion(),
        parameters,
        reads,
        output.inputs(),
        provenance);
  }

  /**
   * Whether an output is complete and what a run would make.
   *
   * @param output the output
   * @return true if a run would keep it
   * @throws org.imaxt.core.sample.SampleFormatException if what it reads is not complete
   */
  public boolean isUpToDate(Output output) {
    return holds(of(output));
  }

  /** Whether the sample has this receipt. */
  boolean holds(Receipt wanted) {
    return receipts
        .find(wanted.stage(), wanted.output())
        .map(r -> r.hash().equals(wanted.hash()))
        .orElse(false);
  }

  /** The parameters that decide a result, with paths spelt in the one way that does not vary. */
  private Map<String, Object> deciding() {
    Map<String, Object> deciding = new LinkedHashMap<>(parameters);
    for (ParamField field : ParamSchema.of(stage).fields()) {
      String text = String.valueOf(parameters.get(field.name()));
      if (!field.decides()) {
        deciding.remove(field.name());
      } else if (field.type() == File.class && !text.isEmpty()) {
        deciding.put(field.name(), Path.of(text).toAbsolutePath().normalize());
      }
    }
    return deciding;
  }
}
