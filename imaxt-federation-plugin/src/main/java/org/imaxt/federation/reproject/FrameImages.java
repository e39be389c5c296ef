package org.imaxt.federation.reproject;

import java.util.List;
import org.imaxt.core.frames.Frames;
import org.imaxt.core.frames.Frames.Kind;
import org.imaxt.core.model.Modality;
import org.imaxt.core.ngff.OmeImage;
import org.imaxt.core.sample.AcquisitionDocument;
import org.imaxt.core.sample.Canvas;
import org.imaxt.core.sample.Layout;
import org.imaxt.core.sample.Receipts;
import org.imaxt.core.sample.Sample;
import org.imaxt.core.sample.ScanLayout;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.zarr.ZarrGroup;

/** The images that lie in frames; none is opened that is half made or out of date. */
final class FrameImages {

  private FrameImages() {}

  static FrameImage image(Sample sample, Kind kind, String frame) {
    new Receipts(sample).verified(maker(kind, frame));
    return FrameImage.open(sample, path(kind, frame));
  }

  static FrameImage labels(Sample sample, Kind kind, String frame, String labels) {
    new Receipts(sample).verified(maker(kind, frame));
    String path = path(kind, frame);
    List<String> names = OmeImage.open(ZarrGroup.open(sample.store(), path)).labels();
    if (!names.contains(labels)) {
      throw new InputException(
          "%s has no labels '%s', it has %s"
              .formatted(frame, labels, names.isEmpty() ? "none" : String.join(", ", names)));
    }
    return FrameImage.open(sample, path + "/labels/" + labels);
  }

  /** The pixels of a frame's own image; a section has them before it is fused. */
  static TargetGrid grid(Sample sample, Kind kind, String frame) {
    if (kind == Kind.SECTION && new Receipts(sample).find("fuse", frame).isEmpty()) {
      AcquisitionDocument acquisition = sample.read(Layout.acquisition());
      Canvas canvas = acquisition.canvas();
      return new TargetGrid(
          canvas.xUm(),
          canvas.yUm(),
          acquisition.pixelSizeUm(),
          canvas.widthPx(),
          canvas.heightPx());
    }
    FrameImage image = image(sample, kind, frame);
    double p = image.pixelUm(0);
    return new TargetGrid(
        image.originX(0) - p / 2,
        image.originY(0) - p / 2,
        p,
        image.pixels().width(0),
        image.pixels().height(0));
  }

  /** The receipt of a frame's image. */
  private static String maker(Kind kind, String frame) {
    return switch (kind) {
      case SECTION -> "fuse/" + frame;
      case CUBE -> "cube/" + Frames.CUBE;
      case SLIDE -> "slides/" + frame;
      case ROI -> "imc-import/" + frame;
    };
  }

  private static String path(Kind kind, String frame) {
    return switch (kind) {
      case SECTION -> Layout.MOSAIC + "/" + frame;
      case CUBE -> Layout.CUBE;
      case SLIDE -> ScanLayout.scanImage(Modality.SLIDES, frame);
      case ROI -> ScanLayout.scanImage(Modality.IMC, frame);
    };
  }
}
