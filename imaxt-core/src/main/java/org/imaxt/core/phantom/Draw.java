package org.imaxt.core.phantom;

/**
 * Numbers drawn from a seed by name: every quantity has a stream of its own, so that neither the
 * order of drawing nor other quantities matter.
 *
 * @param seed seed of the sample
 */
record Draw(long seed) {

  /** Finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  /** Key of a quantity. */
  long key(String name, long... ids) {
    long k = mix(seed * 0x9e3779b97f4a7c15L + name.hashCode());
    for (long id : ids) {
      k = mix(k + 0x9e3779b97f4a7c15L * (id + 1));
    }
    return k;
  }

  /** Even in [0, 1). */
  double uniform(String name, long... ids) {
    return unit(key(name, ids));
  }

  /** Even in a range. */
  double in(Range range, String name, long... ids) {
    return range.at(uniform(name, ids));
  }

  /** Even in [-limit, limit). */
  double within(double limit, String name, long... ids) {
    return limit * (2 * uniform(name, ids) - 1);
  }

  /** Normal with σ = 1 (Box and Muller 1958). */
  double gaussian(String name, long... ids) {
    long k = key(name, ids);
    double u = 1 - unit(k);
    double v = unit(mix(k + 0x9e3779b97f4a7c15L));
    return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
  }

  /** The upper 53 bits as a number in [0, 1). */
  static double unit(long key) {
    return (key >>> 11) * 0x1p-53;
  }
}
