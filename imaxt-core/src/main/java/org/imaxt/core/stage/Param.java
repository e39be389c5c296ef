package org.imaxt.core.stage;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one parameter of a task, once, for every surface. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {

  /**
   * Label in dialogs and reports.
   *
   * @return a few words, first letter capital
   */
  String label();

  /**
   * Unit of a number.
   *
   * @return for example {@code px}, {@code µm}, {@code fraction of tile}; numbers must have one
   */
  String unit() default "";

  /**
   * Permitted values of a number, as an interval: {@code [1, 500]}, {@code (0, 0.9]}, {@code [0,
   * inf)}.
   *
   * @return the interval; numbers must have one
   */
  String range() default "";

  /**
   * What the parameter does and why its default is what it is.
   *
   * @return one or two sentences
   */
  String help() default "";

  /**
   * Whether the task cannot run without it.
   *
   * @return true if an empty value is refused
   */
  boolean required() default false;

  /**
   * Whether the value decides what an output holds; what merely chooses outputs does not, and
   * outputs stay up to date when it changes.
   *
   * @return false for parameters that are not in the hash of a receipt
   */
  boolean decides() default true;

  /**
   * What a {@code java.io.File} parameter names.
   *
   * @return the kind of file
   */
  FileRole file() default FileRole.INPUT_FILE;

  /** What a path parameter names, for file choosers and checks. */
  enum FileRole {
    /** An existing file. */
    INPUT_FILE,
    /** An existing folder. */
    INPUT_FOLDER,
    /** An existing sample, in a folder or in an object store, or a file of one. */
    INPUT_SAMPLE,
    /** A file to be written. */
    OUTPUT_FILE,
    /** A folder to be written. */
    OUTPUT_FOLDER
  }
}
