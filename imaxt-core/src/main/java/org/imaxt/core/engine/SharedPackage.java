package org.imaxt.core.engine;

import org.imaxt.core.network.NetworkEngine;

/** Shows the JDK and the package of {@link NetworkEngine}, and hides all else. */
final class SharedPackage extends ClassLoader {

  private static final String SHARED = NetworkEngine.class.getPackageName();

  private final ClassLoader core = NetworkEngine.class.getClassLoader();

  SharedPackage() {
    super("imaxt-network", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    int dot = name.lastIndexOf('.');
    if (dot == SHARED.length() && name.startsWith(SHARED)) {
      return core.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
