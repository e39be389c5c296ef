package org.imaxt.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Counts the requests that all clients of this process send to object stores, again those that are
 * sent again. The SDK finds it by its file {@code execution.interceptors} and makes one of its own,
 * so that the counts are the process's.
 */
public final class RequestCount implements ExecutionInterceptor {

  private static final Map<String, LongAdder> COUNTS = new ConcurrentHashMap<>();

  /** An interceptor, as the SDK needs it. */
  public RequestCount() {}

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    String name = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    COUNTS.computeIfAbsent(name, n -> new LongAdder()).increment();
  }

  /**
   * What was counted since the last call.
   *
   * @return requests by operation
   */
  static Map<String, Long> take() {
    Map<String, Long> taken = new TreeMap<>();
    COUNTS.forEach((name, count) -> taken.put(name, count.sumThenReset()));
    taken.values().removeIf(count -> count == 0);
    return taken;
  }
}
