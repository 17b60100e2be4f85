package dev.steward.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a YAML file into flat settings: tables, texts and lists of texts; no anchors, no tags. A
 * text may name a secret: <code>${env:NAME}</code> or <code>${file:PATH}</code>.
 */
final class YamlValues {
  private static final Pattern SECRET = Pattern.compile("\\$\\{(\\w*):([^}]*)}");

  private final Path file;
  private final Map<String, String> environment;
  private final List<Value> values = new ArrayList<>();
  private final Map<List<String>, Integer> lines = new HashMap<>();
  private final List<ConfigException.Wrong> wrongs = new ArrayList<>();

  YamlValues(Path file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /** The settings in the order of the file. */
  List<Value> read() throws ConfigException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(
          "",
          file + "：读不到这个文件，或者它不是 UTF-8（" + e.getMessage() + "）",
          file + ": can't be read, or is not UTF-8 (" + e.getMessage() + ")");
    }
    try {
      Optional<Node> root =
          // In one piece: where a character of two chars falls on the end of a piece, the library
          // fails.
          new Compose(
                  LoadSettings.builder()
                      .setLabel(file.toString())
                      .setBufferSize(text.length() + 2)
                      .build())
              .composeString(text);
      if (root.isPresent()) {
        walk(List.of(), root.get());
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      wrong(line, "这里不是合格的 YAML：" + e.getProblem(), "this is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      wrong(1, "不是合格的 YAML：" + e.getMessage(), "not YAML: " + e.getMessage());
    }
    if (!wrongs.isEmpty()) {
      throw new ConfigException(wrongs);
    }
    return values;
  }

  private void walk(List<String> path, Node node) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    if (node.getAnchor().isPresent()) {
      wrong(line, "设置里不能用锚点（&）", "settings can't use an anchor (&)");
      return;
    }
    if (node instanceof MappingNode table) {
      if (table.getValue().isEmpty() && !path.isEmpty()) {
        leaf(path, line, false, List.of(""));
      }
      for (NodeTuple entry : table.getValue()) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
          wrong(line, "冒号左边只能是一个名字", "left of the colon there must be a plain name");
          continue;
        }
        List<String> inner = new ArrayList<>(path);
        inner.add(key.getValue());
        int keyLine = key.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
        Integer first = lines.putIfAbsent(List.copyOf(inner), keyLine);
        if (first != null) {
          wrong(
              keyLine,
              String.join(".", inner) + "：写了两次，第一次在第 " + first + " 行",
              String.join(".", inner) + ": written twice, first on line " + first);
          continue;
        }
        walk(inner, entry.getValueNode());
      }
    } else if (path.isEmpty()) {
      wrong(line, "这里要的是「名字: 内容」这样的几行", "expected: lines of \"name: content\"");
    } else if (node instanceof ScalarNode scalar) {
      leaf(path, line, false, List.of(scalar.getValue()));
    } else if (node instanceof SequenceNode list) {
      List<String> items = new ArrayList<>();
      for (Node item : list.getValue()) {
        if (item instanceof ScalarNode text) {
          items.add(text.getValue());
        } else {
          String key = String.join(".", path);
          wrong(line, key + "：列表里只能是文字", key + ": the list must hold texts only");
        }
      }
      leaf(path, line, true, items);
    }
  }

  private void leaf(List<String> path, int line, boolean list, List<String> items) {
    boolean secret = false;
    List<String> resolved = new ArrayList<>();
    for (String item : items) {
      Matcher reference = SECRET.matcher(item);
      StringBuilder text = new StringBuilder();
      while (reference.find()) {
        secret = true;
        String key = String.join(".", path);
        String found = secret(key, line, reference.group(1), reference.group(2));
        reference.appendReplacement(text, Matcher.quoteReplacement(found));
      }
      reference.appendTail(text);
      resolved.add(text.toString());
    }
    values.add(new Value(List.copyOf(path), List.copyOf(resolved), list, line, secret));
  }

  private String secret(String key, int line, String kind, String name) {
    switch (kind) {
      case "env" -> {
        String value = environment.get(name);
        if (value != null) {
          return value;
        }
        wrong(
            line,
            key + "：环境变量 " + name + " 没有设置。先设置它，再启动",
            key + ": the environment variable " + name + " is not set. Set it, then start again");
      }
      case "file" -> {
        Path from = file.toAbsolutePath().resolveSibling(name);
        try {
          return Files.readString(from).strip();
        } catch (IOException e) {
          wrong(
              line,
              key + "：读不到文件 " + from + "（相对路径从设置文件所在的文件夹算起）",
              key + ": can't read " + from + " (a relative path starts at the settings' folder)");
        }
      }
      default ->
          wrong(
              line,
              key + "：${" + kind + ":…}（应为 ${env:名字} 或 ${file:路径}）",
              key + ": ${" + kind + ":...} (expected: ${env:NAME} or ${file:PATH})");
    }
    return "";
  }

  private void wrong(int line, String zh, String en) {
    wrongs.add(new ConfigException.Wrong(file + ":" + line, zh, en));
  }
}
