package org.imaxt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineMonitorTest {

  private final CapturedImaxt imaxt = new CapturedImaxt();
  private final AtomicLong clock = new AtomicLong();
  private final LineMonitor monitor = new LineMonitor(imaxt.terminal(), clock::get);

  @Test
  void saysAtMostOneLineInFiveSeconds() {
    monitor.started("stitch", 100);
    for (int second = 1; second <= 12; second++) {
      clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
      monitor.advanced(second, 100);
    }
    monitor.finished("Stitch: done");
    assertEquals(
        List.of(
            "imaxt: stitch: 100 units of work",
            "imaxt: stitch: 5 of 100, about 95 s left",
            "imaxt: stitch: 10 of 100, about 90 s left",
            "imaxt: Stitch: done (12.0 s)"),
        imaxt.errors());
  }

  @Test
  void neverGoesBack() {
    monitor.started("stitch", 100);
    clock.set(TimeUnit.SECONDS.toNanos(1));
    monitor.advanced(50, 100);
    clock.set(TimeUnit.SECONDS.toNanos(10));
    monitor.advanced(49, 100);
    assertEquals("imaxt: stitch: 50 of 100, about 10 s left", imaxt.errors().get(1));
  }

  @Test
  void passesWarningsOnAtOnce() {
    monitor.warned("three tiles show no tissue");
    assertEquals(List.of("imaxt: warning: three tiles show no tissue"), imaxt.errors());
  }
}
