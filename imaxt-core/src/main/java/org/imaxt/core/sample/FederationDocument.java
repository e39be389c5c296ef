package org.imaxt.core.sample;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imaxt.core.model.Modality;

/**
 * Where the slides and regions of a sample lie in the block.
 *
 * @param depthOffsetUm how much deeper the middle of a slide lies than the middle of the imaged
 *     layer of its section, µm
 * @param depthOffsetSigmaUm its standard error, µm
 * @param scans one entry a slide, then one a region, by name
 */
public record FederationDocument(
    double depthOffsetUm, double depthOffsetSigmaUm, List<Scan> scans) {

  /** Copies the list. */
  public FederationDocument {
    scans = List.copyOf(scans);
  }

  /**
   * The entry of a slide or region.
   *
   * @param name its name
   * @return the entry, if it was federated
   */
  public Optional<Scan> scan(String name) {
    return scans.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** What became of a scan. */
  public enum Status {
    /** It lies on a section. */
    MATCHED,
    /** It was cut from this block, but no section was imaged there. */
    ORPHAN,
    /** It cannot be placed; the reason says why. */
    REFUSED
  }

  /**
   * What was found of one scan.
   *
   * @param name name of the slide or region
   * @param modality slides or imc
   * @param status what became of it
   * @param section the section it lies on; 0 if none
   * @param slide the slide a region lies on; empty for slides and where none was found
   * @param reason why it was not matched, or what is to be known of the match; may be empty
   * @param toSection the transform to the section's mosaic frame; empty unless matched
   * @param toSlide the transform of a region to its slide; empty for slides
   * @param posterior probability by place: numbers of sections, {@code orphan}, {@code none}
   * @param counts pairs of beads against depth
   * @param countFit Gaussian through the counts: middle, σ (µm), height, level (pairs); empty if
   *     none fits
   * @param sameAs another scan of the same section of tissue; empty if there is none
   */
  public record Scan(
      String name,
      Modality modality,
      Status status,
      int section,
      String slide,
      String reason,
      List<Transform> toSection,
      List<Transform> toSlide,
      Map<String, Double> posterior,
      List<Count> counts,
      List<Double> countFit,
      String sameAs) {

    /** Copies the collections, in their order. */
    public Scan {
      toSection = List.copyOf(toSection);
      toSlide = List.copyOf(toSlide);
      posterior = Collections.unmodifiableMap(new LinkedHashMap<>(posterior));
      counts = List.copyOf(counts);
      countFit = List.copyOf(countFit);
    }

    /**
     * The transform to the section's mosaic frame.
     *
     * @return it, if the scan is matched
     */
    public Optional<Transform> placed() {
      return status == Status.MATCHED ? toSection.stream().findFirst() : Optional.empty();
    }
  }

  /**
   * An affine between two frames, with what is known of its errors.
   *
   * @param affine {@code a, b, tx, c, d, ty}: source µm to target µm
   * @param covariance of these six, row by row, 36 numbers
   * @param model what was fitted: {@code affine}, {@code similarity}, {@code rigid}, {@code
   *     translation}, or {@code composed} of others
   * @param sigmaUm standard error of a mapped point along an axis at the middle of the scan, µm
   * @param targetErrorUm expected distance by which points of the scan are mapped wrongly, root
   *     mean square, µm
   * @param targetErrorLowUm lower end of its 95 % interval, µm
   * @param targetErrorHighUm upper end of its 95 % interval, µm
   * @param beads pairs of beads it rests on
   * @param leaveOneOutUm distance of each pair from what the others say, µm
   * @param bend what is left of the scan's own bending, as displacements (x, y, dx, dy) of points
   *     of the source in the target; empty if an affine is as good
   */
  public record Transform(
      List<Double> affine,
      List<Double> covariance,
      String model,
      double sigmaUm,
      double targetErrorUm,
      double targetErrorLowUm,
      double targetErrorHighUm,
      int beads,
      List<Double> leaveOneOutUm,
      List<List<Double>> bend) {

    /** Copies the lists. */
    public Transform {
      affine = List.copyOf(affine);
      covariance = List.copyOf(covariance);
      leaveOneOutUm = List.copyOf(leaveOneOutUm);
      bend = List.copyOf(bend);
    }
  }

  /**
   * Pairs of beads at one depth.
   *
   * @param section the section there; 0 beside the sections
   * @param zUm middle of the slab, cube frame, µm
   * @param beads pairs within the beads' radius
   * @param rmsUm root mean square distance of the pairs, µm
   */
  public record Count(int section, double zUm, int beads, double rmsUm) {}
}
