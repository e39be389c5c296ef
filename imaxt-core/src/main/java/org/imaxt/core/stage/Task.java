package org.imaxt.core.stage;

import org.imaxt.core.zarr.ZarrVersion;

/**
 * Everything a user can start: a {@link Stage} with units of work, or a {@link Job} done at once.
 *
 * <p>Implementations are stateless, have a public constructor without arguments and a {@link
 * StageInfo}, and are named in {@code META-INF/services/org.imaxt.core.stage.Task}.
 *
 * @param <P> parameter record
 */
public sealed interface Task<P extends StageParams> permits Stage, Job {

  /**
   * Parameters that work where nothing is given.
   *
   * @return the defaults; required ones are empty
   */
  P defaults();

  /**
   * Checks all that can be checked without a sample, so that nothing is made for a bad request.
   *
   * @param params the parameters
   * @throws InputException if an input cannot be used; everything that is wrong at once
   */
  default void check(P params) {}

  /**
   * The same with what is asked for, as far as they can be checked without a sample.
   *
   * @param params the parameters
   * @param selection sections, slides and regions asked for
   * @throws InputException if an input cannot be used; everything that is wrong at once
   */
  default void check(P params, Selection selection) {
    check(params);
  }

  /**
   * The Zarr version of a sample that the task makes.
   *
   * @param params the parameters
   * @return v2 (OME-NGFF 0.4) unless the parameters say otherwise
   */
  default ZarrVersion newSampleVersion(P params) {
    return ZarrVersion.V2;
  }

  /**
   * The task's declaration.
   *
   * @return the annotation of its class
   * @throws IllegalStateException if it has none
   */
  default StageInfo info() {
    StageInfo info = getClass().getAnnotation(StageInfo.class);
    if (info == null) {
      throw new IllegalStateException(getClass().getName() + " has no @StageInfo");
    }
    return info;
  }
}
