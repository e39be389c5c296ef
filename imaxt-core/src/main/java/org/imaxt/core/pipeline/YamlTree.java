package org.imaxt.core.pipeline;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imaxt.core.stage.ParamException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML text as a tree of texts, lists and maps with line numbers.
 *
 * <p>Only snakeyaml's composer runs, never a constructor, so no tag can make an object; tags are
 * refused all the same, because they would be ignored without a word.
 */
final class YamlTree {

  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_ALIASES = 10;
  private static final int MAX_DEPTH = 20;

  /** Tags that plain YAML resolves to; a pipeline reads all of them as text. */
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ);

  private YamlTree() {}

  /**
   * An entry of a map.
   *
   * @param key its name
   * @param value its value
   * @param line line of the name, from 1
   */
  record Entry(String key, Node value, int line) {}

  /** Reads a text; what is wrong with its tags is noted. */
  static Optional<Node> parse(String text, String file, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setAllowRecursiveKeys(false);
    options.setTagInspector(tag -> true); // none makes an object here; checkTags names them all
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (root != null) {
        checkTags(root, problems, Collections.newSetFromMap(new IdentityHashMap<>()));
      }
      return Optional.ofNullable(root);
    } catch (MarkedYAMLException e) {
      throw new ParamException(
          "%s line %s: is no YAML: %s%s"
              .formatted(
                  file,
                  line(e.getProblemMark()),
                  e.getProblem(),
                  e.getContextMark() == null
                      ? ""
                      : " in what begins in line " + line(e.getContextMark())));
    } catch (YAMLException e) {
      throw new ParamException("%s: is no YAML: %s".formatted(file, e.getMessage()));
    }
  }

  /** The entries of a map in order; a name that occurs twice is noted and its second value left. */
  static List<Entry> entries(MappingNode map, Problems problems) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      int line = line(tuple.getKeyNode());
      Optional<String> key = text(tuple.getKeyNode());
      if (key.isEmpty()) {
        problems.add(line, "a name must be a word");
        continue;
      }
      Entry first =
          entries.putIfAbsent(key.get(), new Entry(key.get(), tuple.getValueNode(), line));
      if (first != null) {
        problems.add(
            line, "'%s' is given twice, first in line %s".formatted(key.get(), first.line()));
      }
    }
    return new ArrayList<>(entries.values());
  }

  /** The text of a scalar as it is written, without quotes; empty for anything else or null. */
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar && !Tag.NULL.equals(node.getTag())
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** Whether a value is left out: {@code key:} or {@code key: ~}. */
  static boolean isNull(Node node) {
    return node instanceof ScalarNode && Tag.NULL.equals(node.getTag());
  }

  /** Line of a node, from 1. */
  static int line(Node node) {
    return line(node.getStartMark());
  }

  private static int line(Mark mark) {
    return mark == null ? 1 : mark.getLine() + 1;
  }

  private static void checkTags(Node node, Problems problems, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    if (!PLAIN.contains(node.getTag())) {
      problems.add(
          line(node),
          "tags are not permitted, got " + node.getTag().getValue() + "; write the plain value");
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(n -> checkTags(n, problems, seen));
    } else if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        checkTags(tuple.getKeyNode(), problems, seen);
        checkTags(tuple.getValueNode(), problems, seen);
      }
    }
  }
}
