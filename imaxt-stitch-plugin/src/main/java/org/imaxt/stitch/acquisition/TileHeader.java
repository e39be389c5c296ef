package org.imaxt.stitch.acquisition;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.imaxt.core.tiff.TiffException;
import org.imaxt.core.tiff.TiffPage;
import org.imaxt.core.tiff.TiffReader;

/** What the header of a tile file says; pixels are not decoded. */
sealed interface TileHeader {

  /** A sound tile. */
  record Sound(TileFormat format) implements TileHeader {}

  /** A file that holds no usable image: may be skipped on request. */
  record Damaged(TileProblem.Kind kind, String detail) implements TileHeader {}

  /** A sound file that is no tile: refused always. */
  record Foreign(String detail) implements TileHeader {}

  /** Looks at a file. */
  static TileHeader of(Path file) {
    try (TiffReader reader = TiffReader.open(file)) {
      List<TiffPage> pages = reader.pages().stream().filter(p -> !p.reduced()).toList();
      if (pages.size() != 1) {
        return new Foreign(
            file + ": has " + pages.size() + " pages, a tile has one; split it into single images");
      }
      TiffPage page = pages.get(0);
      return new Sound(new TileFormat(page.width(), page.height(), page.pixelType()));
    } catch (TiffException e) {
      return switch (e.kind()) {
        case EMPTY -> new Damaged(TileProblem.Kind.EMPTY, e.getMessage());
        case TRUNCATED -> new Damaged(TileProblem.Kind.TRUNCATED, e.getMessage());
        case NOT_TIFF, CORRUPT -> new Damaged(TileProblem.Kind.UNREADABLE, e.getMessage());
        case UNSUPPORTED -> new Foreign(e.getMessage());
      };
    } catch (NoSuchFileException e) {
      return new Foreign(file + ": no regular file of this name");
    } catch (IOException e) {
      throw new AcquisitionException("tile " + file + " cannot be read: " + e, e);
    }
  }
}
