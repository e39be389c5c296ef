package org.imaxt.core.run;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Measures what this process does from here on beside its units: compile its code, which is done
 * once, and collect garbage. Where units leave cores idle that costs no time; else units wait for
 * it.
 */
final class ProcessMeter {

  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final double process = processSeconds();
  private final double compiler = compilerSeconds();
  private final double driver = driverSeconds();

  private ProcessMeter() {}

  static ProcessMeter start() {
    return new ProcessMeter();
  }

  /**
   * Processor seconds beside units and driver.
   *
   * @param compiling of these, in the compiler
   * @param other the others
   */
  record Beside(double compiling, double other) {}

  /**
   * What was done since, by the thread that began: 0 where the system does not tell, or where units
   * were done by other processes.
   *
   * @param unitSeconds processor seconds of the units
   */
  Beside stop(double unitSeconds) {
    double all = processSeconds() - process - (driverSeconds() - driver) - unitSeconds;
    double compiling = Math.min(Math.max(0, all), compilerSeconds() - compiler);
    return new Beside(compiling, Math.max(0, all - compiling));
  }

  private static double processSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toMillis).orElse(0L)
        / 1e3;
  }

  private static double compilerSeconds() {
    return COMPILER != null && COMPILER.isCompilationTimeMonitoringSupported()
        ? COMPILER.getTotalCompilationTime() / 1e3
        : 0;
  }

  private static double driverSeconds() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() / 1e9 : 0;
  }
}
