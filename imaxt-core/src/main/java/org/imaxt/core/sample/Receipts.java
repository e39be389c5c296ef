package org.imaxt.core.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The receipts of a sample: which outputs are complete, and whether they still fit what they were
 * made from.
 */
public final class Receipts {

  private final Sample sample;

  /**
   * The receipts of a sample.
   *
   * @param sample the sample
   */
  public Receipts(Sample sample) {
    this.sample = sample;
  }

  /**
   * The receipt of an output.
   *
   * @param stage id of the stage
   * @param output name of the output
   * @return empty if the output is not complete
   */
  public Optional<Receipt> find(String stage, String output) {
    return sample.find(key(stage, output));
  }

  /**
   * The names of the complete outputs of a stage.
   *
   * @param stage id of the stage
   * @return names in ascending order
   */
  public List<String> complete(String stage) {
    return sample.store().list(folder(stage)).stream()
        .filter(n -> n.endsWith(".json"))
        .map(n -> n.substring(0, n.length() - ".json".length()))
        .toList();
  }

  /**
   * Marks an output as complete.
   *
   * @param receipt its receipt
   */
  public void write(Receipt receipt) {
    sample.write(key(receipt.stage(), receipt.output()), receipt);
  }

  /**
   * Takes an output's mark away.
   *
   * @param stage id of the stage
   * @param output name of the output
   */
  public void remove(String stage, String output) {
    sample.store().delete(key(stage, output).path());
  }

  /**
   * Notes that a stage has begun to change the sample.
   *
   * @param stage id of the stage
   */
  public void begin(String stage) {
    sample.store().write(unfinished(stage), new byte[0]);
  }

  /**
   * Notes that a stage has derived all that follows from its outputs.
   *
   * @param stage id of the stage
   */
  public void end(String stage) {
    sample.store().delete(unfinished(stage));
  }

  /**
   * Whether a stage began to change the sample and did not come to its end: it failed, was
   * cancelled or died.
   *
   * @param stage id of the stage
   * @return true even if all its outputs are complete
   */
  public boolean isUnfinished(String stage) {
    return sample.store().exists(unfinished(stage));
  }

  /**
   * The hash of an output that is complete and up to date.
   *
   * @param reference {@code stage/output}
   * @return its hash
   * @throws SampleFormatException naming the stage to run, if the output is not complete, or was
   *     made from something that has been replaced since
   */
  public String verified(String reference) {
    int slash = reference.indexOf('/');
    String stage = reference.substring(0, slash);
    String output = reference.substring(slash + 1);
    Receipt receipt =
        find(stage, output)
            .orElseThrow(
                () ->
                    new SampleFormatException(
                        "%s has no complete %s of %s; run imaxt %s"
                            .formatted(sample.location(), output, stage, stage)));
    for (Map.Entry<String, String> read : receipt.reads().entrySet()) {
      if (!verified(read.getKey()).equals(read.getValue())) {
        throw new SampleFormatException(
            "%s of %s is older than %s, which it was made from; run imaxt %s again"
                .formatted(output, stage, read.getKey(), stage));
      }
    }
    return receipt.hash();
  }

  /**
   * The hash of all that decides a result.
   *
   * @param stage id of the stage
   * @param algorithmVersion the stage's algorithm version
   * @param parameters parameters by name
   * @param reads hashes of the receipts read
   * @param inputs everything else it depends on
   * @return SHA-256, hexadecimal
   */
  public static String hash(
      String stage,
      int algorithmVersion,
      Map<String, Object> parameters,
      Map<String, String> reads,
      Map<String, String> inputs) {
    StringBuilder text = new StringBuilder(stage).append('\n').append(algorithmVersion);
    for (Map<String, ?> part : List.of(parameters, reads, inputs)) {
      text.append("\n--\n");
      new TreeMap<>(part).forEach((k, v) -> text.append(k).append('\t').append(v).append('\n'));
    }
    return Fingerprint.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String unfinished(String stage) {
    return Layout.PRIVATE + "/unfinished/" + stage.replace(' ', '-');
  }

  private static String folder(String stage) {
    return Layout.PRIVATE + "/receipts/" + stage.replace(' ', '-');
  }

  private static DocKey<Receipt> key(String stage, String output) {
    return new DocKey<>(folder(stage) + "/" + output + ".json", Receipt.class);
  }
}
