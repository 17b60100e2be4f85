package dev.steward.server.packs;

import dev.steward.chat.Media;
import dev.steward.engine.faq.SensitiveCheck;
import dev.steward.engine.flow.Scripts;
import dev.steward.engine.prices.PriceEditions;
import dev.steward.engine.rules.ComplaintCheck;
import dev.steward.engine.rules.OwnTextCheck;
import dev.steward.engine.script.Language;
import dev.steward.engine.script.Pack;
import dev.steward.engine.script.PackDiff;
import dev.steward.engine.script.PackFiles;
import dev.steward.engine.script.PackImage;
import dev.steward.engine.script.PackReader;
import dev.steward.engine.script.PackReading;
import dev.steward.engine.script.Problem;
import dev.steward.engine.store.Database;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Changes;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packs in force: of each, the newest published version, or the folder that is being written
 * ({@code run --watch}). What has an error never takes the place of what works. Thread-safe.
 */
public final class Packs implements Scripts {
  private static final Logger log = LoggerFactory.getLogger(Packs.class);
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,59}");

  private final Database database;
  private final InstantSource clock;
  private final Map<String, Script> inForce = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> tests = new ConcurrentHashMap<>();
  private final Map<String, PackImage> pictures = new ConcurrentHashMap<>();
  private volatile Runnable follower = () -> {};

  private Packs(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Takes up the newest version of each pack that can still be read. */
  public static Packs load(Database database, InstantSource clock) throws SQLException {
    Packs packs = new Packs(database, clock);
    try (Sql sql = new Sql(database.openForReading())) {
      for (String pack : PackVersions.packs(sql)) {
        packs.takeUp(sql, pack);
      }
    }
    return packs;
  }

  private void takeUp(Sql sql, String name) {
    for (int number : PackVersions.numbers(sql, name)) {
      PackVersions.Version version = PackVersions.version(sql, name, number).orElse(null);
      Pack pack = version == null ? null : PackReader.read(version.files()).pack();
      if (version != null && pack != null) {
        inForce(pack, number, version.tests());
        return;
      }
      log.error(
          "pack {} version {} can't be read any more; the one before it is taken", name, number);
    }
  }

  private void inForce(Pack pack, int version, Map<String, String> beside) {
    tests.put(pack.name(), beside);
    pack.images().forEach(image -> pictures.put(image.media().ref(), image));
    inForce.put(pack.name(), new Script(pack, version));
    follower.run();
  }

  /** Runs this after each change from now on, on the thread of whoever publishes. */
  public void follow(Runnable change) {
    follower = change;
  }

  /** Opens a picture of a pack that is in force, or was since the start. */
  public Optional<byte[]> open(Media media) {
    return Optional.ofNullable(pictures.get(media.ref())).map(PackImage::bytes);
  }

  @Override
  public Optional<Script> script(String pack) {
    return Optional.ofNullable(inForce.get(pack));
  }

  /** The written conversations that lie beside a pack in force, by path. */
  public Map<String, String> tests(String pack) {
    return tests.getOrDefault(pack, Map.of());
  }

  /** All packs in force, by name. */
  public List<Script> all() {
    return List.copyOf(new TreeMap<>(inForce).values());
  }

  /** The tiers of all price books in force; empty when there is no price book. */
  public List<String> tiers() {
    return all().stream()
        .map(script -> script.pack().prices())
        .filter(Objects::nonNull)
        .flatMap(prices -> prices.book().tiers().stream())
        .distinct()
        .toList();
  }

  /** The packs in force as bindings are read against them. */
  public Map<String, Pack> byName() {
    Map<String, Pack> packs = new TreeMap<>();
    inForce.forEach((name, script) -> packs.put(name, script.pack()));
    return packs;
  }

  /**
   * Makes a version of these files, if they have no error and differ from the newest. Two that
   * publish at once get two numbers.
   *
   * @param by who publishes
   */
  public synchronized Publishing publish(PackFiles folder, String by, Changes changes)
      throws SQLException {
    PackFiles files = folder.withoutTests();
    PackReading reading = PackReader.read(files);
    Pack pack = reading.pack();
    if (pack == null || reading.hasErrors() || !NAME.matcher(files.name()).matches()) {
      return new Publishing.Broken(files.name(), reading.problems());
    }
    String sha256 = PackZip.sha256(files);
    Pack before = null;
    try (Sql sql = new Sql(database.openForReading())) {
      for (int number : PackVersions.numbers(sql, files.name()).stream().limit(1).toList()) {
        Optional<PackVersions.Version> newest = PackVersions.version(sql, files.name(), number);
        if (newest.isPresent() && newest.get().sha256().equals(sha256)) {
          if (!newest.get().tests().equals(folder.tests())) {
            byte[] zip = PackZip.write(folder);
            changes.change(lane -> PackVersions.retest(lane, files.name(), number, zip));
          }
          inForce(pack, number, folder.tests());
          return new Publishing.Unchanged(files.name(), number, reading.problems());
        }
        before = newest.map(version -> PackReader.read(version.files()).pack()).orElse(null);
      }
    }
    List<Problem> complaints = ComplaintCheck.of(pack);
    if (!complaints.isEmpty()) {
      return new Publishing.Broken(files.name(), complaints);
    }
    List<String> zh = PackDiff.sentences(before, pack, Language.ZH);
    List<String> en = PackDiff.sentences(before, pack, Language.EN);
    byte[] zip = PackZip.write(folder);
    PriceEditions editions = PriceEditions.of(pack);
    Instant now = clock.instant();
    int version =
        changes.change(
            sql -> {
              int number = PackVersions.add(sql, files, sha256, zip, now, by, zh, en);
              editions.write(sql, number, now);
              return number;
            });
    inForce(pack, version, folder.tests());
    log.info("pack {} version {} is in force, published by {}", files.name(), version, by);
    return new Publishing.Published(
        files.name(), version, zh, en, withWarnings(pack, reading.problems()));
  }

  /** Takes up a folder that is being written, as version 0, if it has no error. */
  public PackReading write(PackFiles files) {
    PackReading reading = PackReader.read(files.withoutTests());
    Pack pack = reading.pack();
    List<Problem> complaints = pack == null ? List.of() : ComplaintCheck.of(pack);
    if (!complaints.isEmpty()) {
      return new PackReading(null, reading.conversations(), complaints);
    }
    if (pack == null || reading.hasErrors()) {
      return reading;
    }
    inForce(pack, 0, files.tests());
    return new PackReading(pack, reading.conversations(), withWarnings(pack, reading.problems()));
  }

  private static List<Problem> withWarnings(Pack pack, List<Problem> problems) {
    return Stream.of(problems, OwnTextCheck.of(pack), SensitiveCheck.of(pack))
        .flatMap(List::stream)
        .toList();
  }
}
