package org.imaxt.processor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What javac says and the processor writes for a few sources held in memory.
 *
 * @param errors messages of the errors
 * @param folder where the processor wrote
 */
record Compilation(List<String> errors, Path folder) {

  /** Stand-ins for the declarations of the core, which the processor knows by name only. */
  private static final Map<String, String> CORE =
      Map.of(
          "StageParams", "public interface StageParams {}",
          "Task", "public interface Task<P extends StageParams> { P defaults(); }",
          "Job", "public interface Job<P extends StageParams> extends Task<P> {}",
          "Stage", "public interface Stage<P extends StageParams, U, R> extends Task<P> {}",
          "Param",
              """
              public @interface Param {
                String label(); String unit() default ""; String range() default "";
                String help() default ""; boolean required() default false;
                FileRole file() default FileRole.INPUT_FILE;
                enum FileRole { INPUT_FILE, INPUT_FOLDER, INPUT_SAMPLE, OUTPUT_FILE, OUTPUT_FOLDER }
              }
              """,
          "StageInfo",
              """
              public @interface StageInfo {
                String id(); String menu(); String summary();
                SampleUse sample() default SampleUse.WRITE;
                Modality[] selects() default Modality.STPT;
                enum Modality { STPT, SLIDES, IMC }
                enum SampleUse { NONE, READ, WRITE, CREATE }
              }
              """);

  /** Runs the processor over sources given by simple name, all in package {@code lab}. */
  static Compilation of(Path folder, Map<String, String> sources) {
    List<JavaFileObject> units = new ArrayList<>();
    CORE.forEach((n, s) -> units.add(source("org.imaxt.core.stage", n, s)));
    sources.forEach((n, s) -> units.add(source("lab", n, "import org.imaxt.core.stage.*;\n" + s)));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler.CompilationTask task =
        javac.getTask(
            null,
            null,
            diagnostics,
            List.of("-proc:only", "-d", folder.toString(), "-s", folder.toString()),
            null,
            units);
    task.setProcessors(List.of(new StageProcessor()));
    task.call();
    return new Compilation(
        diagnostics.getDiagnostics().stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(d -> d.getMessage(null))
            .toList(),
        folder);
  }

  /** The text of a file that the processor wrote. */
  String file(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static JavaFileObject source(String packageName, String name, String text) {
    URI uri = URI.create("string:///" + packageName.replace('.', '/') + "/" + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return "package " + packageName + ";\n" + text;
      }
    };
  }
}
