package org.imaxt.imc.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imaxt.core.imc.ImcText;
import org.imaxt.core.imc.McdAcquisition;
import org.imaxt.core.imc.McdFile;
import org.imaxt.core.stage.InputException;

/** Goes through the files of an input and tells which regions they hold. Reads headers only. */
final class Survey {

  /** A text file as the instrument names it: the {@code .mcd}'s name, the region's, its number. */
  private static final Pattern TEXT_NAME = Pattern.compile("(.+)_ROI_\\d+_(\\d{1,6})");

  private final ImcImportParams params;
  private final InputFiles files;
  private final Map<String, McdFile> mcds = new TreeMap<>();
  private final List<RegionRef> regions = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> broken = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private Survey(ImcImportParams params) {
    this.params = params;
    this.files = InputFiles.of(params.input());
  }

  /**
   * Surveys an input.
   *
   * @param params the parameters
   * @return the regions found
   * @throws InputException telling all that is wrong at once
   */
  static Regions of(ImcImportParams params) {
    return new Survey(params).regions();
  }

  private Regions regions() {
    Map<String, Map<Integer, Path>> texts = new TreeMap<>();
    List<Path> loose = new ArrayList<>();
    List<String> stems =
        files.mcds().isEmpty() && files.texts().size() == 1
            ? InputFiles.mcdStemsBeside(files.texts().get(0))
            : files.mcds().stream().map(InputFiles::stem).toList();
    for (Path text : files.texts()) {
      assign(text, stems, texts, loose);
    }
    files.mcds().forEach(mcd -> mcd(mcd, texts.getOrDefault(InputFiles.stem(mcd), Map.of())));
    if (files.mcds().isEmpty()) {
      texts.forEach(
          (stem, byId) -> byId.forEach((id, text) -> add(RegionRef.text(name(stem, id), text))));
    }
    loose.forEach(this::loose);
    if (regions.isEmpty() && broken.isEmpty() && files.mcds().isEmpty()) {
      files.tiffs().forEach(tiff -> add(RegionRef.tiff(InputFiles.stem(tiff), tiff)));
    } else if (!files.tiffs().isEmpty()) {
      notes.add(
          "%d TIFF files are left out, because the folder holds .mcd or .txt files"
              .formatted(files.tiffs().size()));
    }
    if (regions.isEmpty()) {
      problems.addAll(broken.values()); // there is nothing to be imported beside them
    }
    if (regions.isEmpty() && problems.isEmpty()) {
      problems.add(
          "%s holds no region of imaging mass cytometry: no .mcd, .txt or TIFF file with pixels%s"
              .formatted(params.input(), notes.isEmpty() ? "" : " (" + notes.get(0) + ")"));
    }
    Regions found = new Regions(regions, broken, notes, mcds, params);
    problems.addAll(found.problems());
    if (!problems.isEmpty()) {
      throw new InputException(String.join("\n", problems));
    }
    return found;
  }

  /** A text file belongs to the {@code .mcd} with the longest name that its own begins with. */
  private void assign(
      Path text, List<String> stems, Map<String, Map<Integer, Path>> texts, List<Path> loose) {
    String name = InputFiles.stem(text);
    Optional<String> owner =
        stems.stream()
            .filter(s -> name.startsWith(s + "_") && id(name, s).isPresent())
            .max(Comparator.comparingInt(String::length));
    if (owner.isEmpty()) {
      loose.add(text);
      return;
    }
    int id = id(name, owner.get()).orElseThrow();
    Path other = texts.computeIfAbsent(owner.get(), s -> new TreeMap<>()).putIfAbsent(id, text);
    if (other != null) {
      problems.add("%s and %s are of the same acquisition; leave one".formatted(other, text));
    }
  }

  /** The number at the end of {@code <stem>_<Description>_<number>}. */
  private static Optional<Integer> id(String name, String stem) {
    Matcher m = Pattern.compile("_(?:.*_)?(\\d{1,6})").matcher(name.substring(stem.length()));
    return m.matches() ? Optional.of(Integer.parseInt(m.group(1))) : Optional.empty();
  }

  /** A text file without an {@code .mcd}; licences and notes lie about in folders too. */
  private void loose(Path text) {
    try {
      if (ImcText.isOne(text)) {
        add(RegionRef.text(looseName(text), text));
      } else {
        notes.add(text + " is left out: it is no text file of imaging mass cytometry");
      }
    } catch (IOException e) {
      problems.add(OpenRegion.message(e, text.toString()));
    }
  }

  private static String looseName(Path text) {
    String stem = InputFiles.stem(text);
    Matcher m = TEXT_NAME.matcher(stem);
    return m.matches() ? name(m.group(1), Integer.parseInt(m.group(2))) : name(stem, 1);
  }

  private static String name(String stem, int id) {
    return "%s_%03d".formatted(stem, id);
  }

  private void add(RegionRef ref) {
    regions.add(ref);
  }

  private void mcd(Path path, Map<Integer, Path> texts) {
    McdFile mcd;
    try {
      mcd = McdFile.open(path);
    } catch (IOException e) {
      String message = OpenRegion.message(e, path.toString());
      if (texts.isEmpty()) {
        problems.add(message);
      } else {
        notes.add(message + "; its %d .txt files are read instead".formatted(texts.size()));
        texts.forEach((id, text) -> add(RegionRef.text(name(InputFiles.stem(path), id), text)));
      }
      return;
    }
    if (mcds.put(path.toString(), mcd) == null) {
      mcd.notes().forEach(n -> notes.add(path.getFileName() + ": " + n));
    }
    for (McdAcquisition acquisition : mcd.acquisitions()) {
      acquisition(path, acquisition, Optional.ofNullable(texts.get(acquisition.id())));
    }
    texts.forEach(
        (id, text) -> {
          if (mcd.acquisition(id).isEmpty()) {
            notes.add(
                "%s knows no acquisition %d; it is read from %s"
                    .formatted(path.getFileName(), id, text.getFileName()));
            add(RegionRef.text(name(InputFiles.stem(path), id), text));
          }
        });
  }

  private void acquisition(Path path, McdAcquisition acquisition, Optional<Path> text) {
    String name = name(InputFiles.stem(path), acquisition.id());
    String which = "acquisition %d of %s".formatted(acquisition.id(), path.getFileName());
    if (acquisition.state() instanceof McdAcquisition.State.Broken damage) {
      if (text.isPresent()) {
        notes.add(
            "%s: %s; it is read from %s"
                .formatted(which, damage.reason(), text.get().getFileName()));
        add(RegionRef.text(name, text.get(), path, acquisition.id()));
      } else {
        damaged(name, path, acquisition, which + ": " + damage.reason());
      }
    } else if (acquisition.state() instanceof McdAcquisition.State.Empty empty) {
      if (text.isPresent() && hasRows(text.get())) {
        notes.add(
            "%s: %s; it is read from %s"
                .formatted(which, empty.reason(), text.get().getFileName()));
        add(RegionRef.text(name, text.get(), path, acquisition.id()));
      } else {
        notes.add("%s is left out: %s".formatted(which, empty.reason()));
      }
    } else {
      add(RegionRef.mcd(name, path, acquisition.id()));
    }
  }

  private void damaged(String name, Path path, McdAcquisition acquisition, String message) {
    boolean something = acquisition.pixels() > 0;
    switch (params.damaged()) {
      case REFUSE -> broken.put(name, message);
      case SKIP -> notes.add(message + "; it is left out");
      case RECOVER -> {
        notes.add(message + (something ? "; the others are NaN" : "; it is left out"));
        if (something) {
          add(RegionRef.mcd(name, path, acquisition.id()));
        }
      }
    }
  }

  private boolean hasRows(Path text) {
    try {
      return ImcText.open(text).size().rows() > 0;
    } catch (IOException e) {
      problems.add(OpenRegion.message(e, text.toString()));
      return false;
    }
  }
}
