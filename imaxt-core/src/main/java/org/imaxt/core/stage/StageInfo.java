package org.imaxt.core.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.imaxt.core.model.Modality;

/** Names a task for every surface. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StageInfo {

  /**
   * Name on the command line and in pipeline files; two words make a sub-command.
   *
   * @return for example {@code stitch} or {@code export mosaic}
   */
  String id();

  /**
   * Menu path in Fiji, parts separated by {@code >}.
   *
   * @return for example {@code Plugins>IMAXT>Stitch Tiles...}
   */
  String menu();

  /**
   * What it does, one sentence.
   *
   * @return the sentence
   */
  String summary();

  /**
   * Whether the task needs a sample.
   *
   * @return how it uses one
   */
  SampleUse sample() default SampleUse.WRITE;

  /**
   * What the task works on and can be told to choose from; every surface asks for no other choice.
   *
   * @return modalities, each once; of no meaning to tasks that need no sample
   */
  Modality[] selects() default Modality.STPT;

  /** How a task uses a sample. */
  enum SampleUse {
    /** Needs none. */
    NONE,
    /** Reads one that exists. */
    READ,
    /** Reads and writes one that exists. */
    WRITE,
    /** Reads and writes one, and makes it if there is none. */
    CREATE
  }
}
