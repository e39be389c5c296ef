package org.imaxt.stitch.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.imaxt.core.phantom.PhantomParams;
import org.imaxt.core.phantom.PhantomTruth;
import org.imaxt.core.phantom.ProgressListener;
import org.imaxt.core.phantom.RoiPhantom;
import org.imaxt.core.phantom.SlidePhantom;
import org.imaxt.core.phantom.TissueCytePhantom;
import org.imaxt.core.report.Report;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.Job;
import org.imaxt.core.stage.JobContext;
import org.imaxt.core.stage.StageInfo;

/** Renders a synthetic tissue block and acquires it as a TissueCyte microscope would. */
@StageInfo(
    id = "phantom",
    menu = "Plugins>IMAXT>Make Phantom...",
    summary = "Writes a synthetic TissueCyte acquisition with its truth.",
    sample = StageInfo.SampleUse.NONE)
public final class PhantomJob implements Job<PhantomJobParams> {

  /** A job. */
  public PhantomJob() {}

  @Override
  public PhantomJobParams defaults() {
    return PhantomJobParams.defaults();
  }

  @Override
  public void check(PhantomJobParams params) {
    Path out = params.out().toPath();
    if (!Files.exists(out)) {
      return;
    }
    try (Stream<Path> content = Files.list(out)) {
      if (content.findAny().isPresent()) {
        throw new InputException(out + " is not empty; name a new folder");
      }
    } catch (IOException e) {
      throw new InputException(out + " is no folder that can be read: " + e, e);
    }
  }

  @Override
  public Report run(PhantomJobParams params, JobContext context) {
    Path out = params.out().toPath();
    PhantomParams phantom = params.toPhantom();
    int slides = phantom.slides().count();
    try {
      PhantomTruth truth =
          TissueCytePhantom.write(
              phantom,
              out,
              context.executor(),
              (done, total) -> {
                context.progress().checkCancelled();
                if (done == 1) {
                  context.progress().total(total + slides + phantom.slides().rois());
                }
                context.progress().advance(1);
              });
      ProgressListener step =
          (done, total) -> {
            context.progress().checkCancelled();
            context.progress().advance(1);
          };
      SlidePhantom.write(phantom, out, context.executor(), step);
      RoiPhantom.write(phantom, out, context.executor(), step);
      return Report.titled("Phantom of %s sections in %s".formatted(params.sections(), out))
          .number("sections", truth.sections().size(), "")
          .number("tiles a section", params.rows() * params.columns(), "")
          .number("slides", slides, "")
          .number("regions", truth.rois().size(), "")
          .paragraph("The truth is in %s.", out.resolve(PhantomTruth.FILE_NAME));
    } catch (IOException e) {
      throw new IllegalStateException("the phantom cannot be written: " + e.getMessage(), e);
    }
  }
}
