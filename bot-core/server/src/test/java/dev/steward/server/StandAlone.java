package dev.steward.server;

import dev.steward.chat.Action;
import dev.steward.testkit.TestHost;
import dev.steward.wire.Intake;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What Maven gives to a build outside this tree: what its POM declares and what that brings along,
 * by the POMs that lie beside the jars of this test's own class path. Nothing is downloaded.
 */
final class StandAlone {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("steward.root")));
  private static final String GROUP = "dev.steward";
  private static final Map<String, Class<?>> MODULES =
      Map.of(
          "steward-chat", Action.class,
          "steward-wire", Intake.class,
          "steward-testkit", TestHost.class);

  private StandAlone() {}

  /**
   * A dependency as a POM has it.
   *
   * @param scope empty where none is written
   */
  record Declared(String group, String artifact, String version, String scope, boolean optional) {
    String name() {
      return group + ":" + artifact;
    }

    boolean isStewards() {
      return group.equals(GROUP);
    }

    /** Whether it comes along with whoever declares it. */
    boolean comesAlong() {
      return !optional && Set.of("", "compile", "runtime").contains(scope);
    }
  }

  /** What a POM declares itself, without its parent. */
  static List<Declared> declared(Path pom) {
    Element project = read(pom);
    List<Declared> declared = new ArrayList<>();
    for (Element all : children(project, "dependencies")) {
      for (Element one : children(all, "dependency")) {
        declared.add(
            new Declared(
                text(one, "groupId"),
                text(one, "artifactId"),
                text(one, "version"),
                text(one, "scope"),
                text(one, "optional").equals("true")));
      }
    }
    return declared;
  }

  /** A property of a POM; empty when it has none of that name. */
  static String property(Path pom, String name) {
    return children(read(pom), "properties").stream()
        .map(properties -> text(properties, name))
        .findFirst()
        .orElse("");
  }

  /** A POM's own version. */
  static String version(Path pom) {
    return text(read(pom), "version");
  }

  /**
   * What is on the class path of a POM's build, by {@code group:artifact}.
   *
   * @param scopes of what the POM declares; what comes along is there in any
   */
  static Map<String, Path> classPath(Path pom, Set<String> scopes) {
    Map<String, Path> found = new LinkedHashMap<>();
    Deque<Declared> next = new ArrayDeque<>();
    for (Declared one : declared(pom)) {
      if (scopes.contains(one.scope())) {
        if (entry(one).isEmpty()) {
          throw new AssertionError(one.name() + " is on no class path of ours");
        }
        next.add(one);
      }
    }
    for (Declared one = next.poll(); one != null; one = next.poll()) {
      Optional<Path> entry = entry(one);
      if (entry.isPresent() && found.putIfAbsent(one.name(), entry.get()) == null) {
        brings(one, entry.get()).filter(Declared::comesAlong).forEach(next::add);
      }
    }
    return found;
  }

  private static Stream<Declared> brings(Declared one, Path entry) {
    if (one.isStewards()) {
      String folder = one.artifact().substring("steward-".length());
      return Stream.concat(
          declared(ROOT.resolve("bot-core").resolve(folder).resolve("pom.xml")).stream(),
          declared(ROOT.resolve("pom.xml")).stream());
    }
    String jar = String.valueOf(entry.getFileName());
    return declared(entry.resolveSibling(jar.substring(0, jar.length() - 4) + ".pom")).stream()
        .map(
            other ->
                other.group().startsWith("${")
                    ? new Declared(
                        one.group(),
                        other.artifact(),
                        other.version(),
                        other.scope(),
                        other.optional())
                    : other);
  }

  private static Optional<Path> entry(Declared one) {
    Class<?> module = MODULES.get(one.artifact());
    if (one.isStewards() && module != null) {
      return Optional.of(sourceOf(module));
    }
    Pattern jar =
        Pattern.compile(
            ".*/"
                + Pattern.quote(one.group().replace('.', '/') + "/" + one.artifact())
                + "/([^/]+)/"
                + Pattern.quote(one.artifact())
                + "-\\1\\.jar");
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(path -> jar.matcher(path.replace('\\', '/')).matches())
        .map(Path::of)
        .findFirst();
  }

  private static Path sourceOf(Class<?> module) {
    try {
      return Path.of(module.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(module.getName(), e);
    }
  }

  private static Element read(Path pom) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(pom.toString(), e);
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream()
        .map(Element::getTextContent)
        .map(String::strip)
        .findFirst()
        .orElse("");
  }
}
