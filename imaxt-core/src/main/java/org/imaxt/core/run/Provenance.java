package org.imaxt.core.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where an output comes from: version, time, machine. Decides nothing. */
final class Provenance {

  private Provenance() {}

  static Map<String, String> now() {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("version", version());
    provenance.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    provenance.put("java", System.getProperty("java.version"));
    provenance.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return provenance;
  }

  private static String version() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
