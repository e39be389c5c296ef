package org.imaxt.stitch.ingest;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.imaxt.core.model.PixelSize;
import org.imaxt.core.stage.InputException;
import org.imaxt.core.stage.ParamException;
import org.imaxt.core.tiff.PixelType;
import org.imaxt.stitch.acquisition.Acquisition;
import org.imaxt.stitch.acquisition.GridPattern;
import org.imaxt.stitch.acquisition.GridReader;
import org.imaxt.stitch.acquisition.TileCheck;
import org.imaxt.stitch.acquisition.TissueCyteReader;

/** Opens the acquisition that the parameters name. */
final class Acquisitions {

  /** Pixels whose sides differ by more than this are not square. */
  private static final double SQUARE_TOLERANCE = 0.02;

  private Acquisitions() {}

  /** Reads what the acquisition is; looks into one tile only. */
  static Acquisition open(IngestParams params) {
    Path folder = params.input().toPath();
    Acquisition acquisition =
        params.isGrid()
            ? grid(folder, params)
            : params.pixelSize() > 0
                ? TissueCyteReader.read(folder, PixelSize.square(params.pixelSize()))
                : TissueCyteReader.read(folder);
    requirePixels(acquisition);
    return acquisition;
  }

  /** Reads it and looks into the header of every tile. */
  static Acquisition openChecked(IngestParams params) {
    return TileCheck.all(open(params), params.damaged());
  }

  /** The edge length of a pixel. */
  static double pixelSizeUm(Acquisition acquisition) {
    return Math.sqrt(acquisition.pixelSize().xUm() * acquisition.pixelSize().yUm());
  }

  private static Acquisition grid(Path folder, IngestParams params) {
    PixelSize pixelSize = PixelSize.square(params.pixelSize() > 0 ? params.pixelSize() : 1);
    if (!params.tileconfiguration().getPath().isEmpty()) {
      return GridReader.read(folder, params.tileconfiguration().toPath(), pixelSize);
    }
    return GridReader.read(folder, pattern(params, pixelSize));
  }

  private static GridPattern pattern(IngestParams params, PixelSize pixelSize) {
    try {
      return new GridPattern(
          params.pattern(),
          given(params.columns()),
          given(params.rows()),
          params.order(),
          params.overlap(),
          OptionalInt.empty(),
          pixelSize);
    } catch (IllegalArgumentException e) {
      throw new ParamException(e.getMessage());
    }
  }

  private static OptionalInt given(int number) {
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private static void requirePixels(Acquisition acquisition) {
    PixelType type = acquisition.tile().pixelType();
    if (type != PixelType.UINT16 && type != PixelType.UINT8) {
      throw new InputException(
          "tiles must hold uint16 or uint8 pixels, those in %s hold %s; convert them"
              .formatted(acquisition.folder(), type.key()));
    }
    PixelSize size = acquisition.pixelSize();
    if (Math.abs(size.xUm() / size.yUm() - 1) > SQUARE_TOLERANCE) {
      throw new InputException(
          "pixels must be square, %s states %s x %s µm; give --pixel-size"
              .formatted(acquisition.folder(), size.xUm(), size.yUm()));
    }
  }
}
