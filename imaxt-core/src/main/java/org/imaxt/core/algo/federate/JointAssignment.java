package org.imaxt.core.algo.federate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imaxt.core.algo.numeric.Assignment;

/**
 * Decides for all slides at once, in whatever order they come: a section is given to one slide
 * only, unless several show it bead by bead with equal radii.
 */
public final class JointAssignment {

  /** Probability below which a slide is refused. */
  private static final double LEAST_PROBABILITY = 0.98;

  /** Pairs below which a slide is refused. */
  private static final int LEAST_PAIRS = 4;

  private static final double LEAST_LOG = -1e6;
  private static final double SURE = Math.log(0.9);

  private final BeadTarget target;
  private final List<SlideEvidence> slides;
  private final List<Place> sections;
  private final SameSection same;
  private final int[] group;
  private final int[] given;

  private JointAssignment(BeadTarget target, List<SlideEvidence> slides) {
    this.target = target;
    this.slides = slides;
    sections = target.places().stream().filter(p -> p instanceof Place.Section).toList();
    same = new SameSection(target);
    group = groups();
    given = give();
  }

  /**
   * Decides.
   *
   * @param target the block
   * @param slides evidence of each slide
   * @return a verdict a slide, in their order
   */
  public static List<Verdict> decide(BeadTarget target, List<SlideEvidence> slides) {
    JointAssignment joint = new JointAssignment(target, slides);
    List<Verdict> out = new ArrayList<>();
    for (int i = 0; i < slides.size(); i++) {
      out.add(joint.verdict(i));
    }
    return out;
  }

  /** First slide of those that show the same section bead by bead. */
  private int[] groups() {
    int[] of = new int[slides.size()];
    for (int i = 0; i < of.length; i++) {
      of[i] = i;
      for (int j = 0; j < i && of[i] == i; j++) {
        if (of[j] == j && likelySame(i, j)) {
          of[i] = j;
        }
      }
    }
    return of;
  }

  private boolean likelySame(int i, int j) {
    SlideEvidence.Chance a = slides.get(i).likeliest();
    SlideEvidence.Chance b = slides.get(j).likeliest();
    return a.place() instanceof Place.Section
        && a.place().equals(b.place())
        && Math.min(a.logProbability(), b.logProbability()) > SURE
        && same.test(slides.get(i), slides.get(j), a.place());
  }

  /** The column of each group: a section, or one of its own for none. */
  private int[] give() {
    int[] heads = Arrays.stream(group).distinct().toArray();
    int n = sections.size();
    double[][] cost = new double[heads.length][n + heads.length];
    for (int g = 0; g < heads.length; g++) {
      Arrays.fill(cost[g], -LEAST_LOG);
      for (int s = 0; s < n; s++) {
        cost[g][s] = -Math.max(LEAST_LOG, sum(heads[g], sections.get(s)));
      }
      cost[g][n + g] = -Math.max(LEAST_LOG, beside(heads[g]));
    }
    int[] column = Assignment.least(cost);
    int[] out = new int[slides.size()];
    for (int i = 0; i < out.length; i++) {
      int g = index(heads, group[i]);
      out[i] = column[g] < n ? column[g] : -1;
    }
    return out;
  }

  private static int index(int[] heads, int head) {
    for (int g = 0; g < heads.length; g++) {
      if (heads[g] == head) {
        return g;
      }
    }
    throw new IllegalStateException("no group " + head);
  }

  private double sum(int head, Place place) {
    double sum = 0;
    for (int i = 0; i < group.length; i++) {
      sum += group[i] == head ? slides.get(i).logProbability(place) : 0;
    }
    return sum;
  }

  /** Logarithm of the probability of the likeliest place beside the sections. */
  private double beside(int head) {
    return slides.get(head).chances().stream()
        .filter(c -> !(c.place() instanceof Place.Section))
        .mapToDouble(SlideEvidence.Chance::logProbability)
        .max()
        .orElse(LEAST_LOG);
  }

  /** Whether another slide holds a section. */
  private boolean heldByOther(int slide, Place place) {
    int s = sections.indexOf(place);
    for (int i = 0; s >= 0 && i < given.length; i++) {
      if (given[i] == s && group[i] != group[slide] && slides.get(i).logProbability(place) > SURE) {
        return true;
      }
    }
    return false;
  }

  private Verdict verdict(int i) {
    SlideEvidence e = slides.get(i);
    if (e.scan().size() < LEAST_PAIRS) {
      int n = e.scan().size();
      return new Verdict.Refused(
          n == 0
              ? "the slide shows no beads"
              : "the slide shows %d bead%s, at least %d are needed"
                  .formatted(n, n == 1 ? "" : "s", LEAST_PAIRS));
    }
    if (taken(i, e)) {
      return takenVerdict(e);
    }
    double[] logs =
        e.chances().stream()
            .mapToDouble(c -> heldByOther(i, c.place()) ? LEAST_LOG : c.logProbability())
            .toArray();
    double all = SlabLikelihood.logSum(logs);
    double[] p = Arrays.stream(logs).map(l -> Math.exp(l - all)).toArray();
    double orphan = 0;
    int best = 0;
    for (int k = 0; k < p.length; k++) {
      orphan += e.chances().get(k).place() instanceof Place.Orphan ? p[k] : 0;
      best = p[k] > p[best] ? k : best;
    }
    Place place = e.chances().get(best).place();
    if (place instanceof Place.Nowhere) {
      return nowhere(e);
    }
    SlabMatch match = e.match(place).orElseThrow();
    if (match.pairs().size() < LEAST_PAIRS) {
      return new Verdict.Refused(
          "only %d beads lie on beads of the block".formatted(match.pairs().size()));
    }
    if (place instanceof Place.Orphan o) {
      return orphan > LEAST_PROBABILITY ? orphan(o, orphan) : unsure(e, p);
    }
    if (p[best] < LEAST_PROBABILITY) {
      return unsure(e, p);
    }
    return matched(i, (Place.Section) place, p[best], match);
  }

  /** Whether the slide itself says a section that went to another. */
  private boolean taken(int i, SlideEvidence e) {
    SlideEvidence.Chance own = e.likeliest();
    return own.logProbability() > SURE && heldByOther(i, own.place());
  }

  private static Verdict takenVerdict(SlideEvidence e) {
    int section = ((Place.Section) e.likeliest().place()).number();
    return new Verdict.Refused(
        "section %d fits best, but another slide fits it better and shows other beads"
            .formatted(section));
  }

  private Verdict matched(int i, Place.Section section, double p, SlabMatch match) {
    TransformOutcome outcome =
        TransformFit.fit(match.pairs(), match.affine(), Stretching.OF_TISSUE);
    if (outcome instanceof TransformOutcome.Refused refused) {
      return new Verdict.Refused(refused.reason());
    }
    List<Integer> others = new ArrayList<>();
    for (int k = 0; k < group.length; k++) {
      if (k != i && group[k] == group[i]) {
        others.add(k);
      }
    }
    FittedTransform transform = ((TransformOutcome.Fitted) outcome).transform();
    return new Verdict.Matched(section.number(), p, match, transform, others);
  }

  private Verdict orphan(Place.Orphan place, double probability) {
    double first = target.slabs.stream().filter(this::imaged).findFirst().orElseThrow().middleUm();
    double last = first;
    for (Slab s : target.slabs) {
      last = imaged(s) ? s.middleUm() : last;
    }
    double z = place.middleUm() + target.model.offsetUm();
    String where =
        z < first
            ? "above the first section"
            : z > last ? "below the last section" : "between imaged sections";
    String reason =
        String.format(
            Locale.ROOT,
            "cut %s, about %.0f µm from it",
            where,
            Math.min(Math.abs(z - first), Math.abs(z - last)));
    return new Verdict.Orphan(place.middleUm(), probability, reason);
  }

  private boolean imaged(Slab slab) {
    return slab.place() instanceof Place.Section;
  }

  private static Verdict nowhere(SlideEvidence e) {
    Optional<SlabMatch> closest =
        e.matches().stream().max(Comparator.comparingDouble(SlabMatch::logEvidence));
    return new Verdict.Refused(
        closest.isEmpty()
            ? "no way to lay its %d beads on the block's was found".formatted(e.scan().size())
            : "at most %d of its %d beads lie on beads of the block, no more than by chance"
                .formatted(closest.get().pairs().size(), e.scan().size()));
  }

  private static Verdict unsure(SlideEvidence e, double[] p) {
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingDouble(k -> -p[k]));
    return new Verdict.Refused(
        String.format(
            Locale.ROOT,
            "%s (%.2f) and %s (%.2f) cannot be told apart",
            name(e.chances().get(order[0]).place()),
            p[order[0]],
            name(e.chances().get(order[1]).place()),
            p[order[1]]));
  }

  private static String name(Place place) {
    if (place instanceof Place.Section s) {
      return "section " + s.number();
    }
    if (place instanceof Place.Orphan o) {
      return String.format(Locale.ROOT, "a slab at %.0f µm", o.middleUm());
    }
    return place instanceof Place.Scan ? "the scan" : "another block";
  }
}
