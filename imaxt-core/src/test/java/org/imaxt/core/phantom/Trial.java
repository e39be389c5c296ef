package org.imaxt.core.phantom;
import java.nio.file.*;
import net.imglib2.parallel.*;
public class Trial { public static void main(String[] a) throws Exception {
  PhantomParams p = switch (a[0]) { case "small" -> PhantomParams.small(); case "full" -> PhantomParams.full().withGrid(4,4).withSections(2); case "demo" -> PhantomParams.fast().withGrid(4,4).withSections(2); default -> PhantomParams.fast(); };
  p = p.withSeed(Long.parseLong(a[3]));
  long t = System.nanoTime();
  PhantomTruth tr = TissueCytePhantom.write(p, Path.of(a[1]), Integer.parseInt(a[2])==1?TaskExecutors.singleThreaded():TaskExecutors.fixedThreadPool(Integer.parseInt(a[2])), ProgressListener.none());
  System.out.println((System.nanoTime()-t)*1e-9+" s; beads "+tr.beads().size()+" linked "+tr.sections().stream().map(s->s.tiles().stream().filter(TileTruth::linked).count()).toList());
  System.exit(0);
}}
