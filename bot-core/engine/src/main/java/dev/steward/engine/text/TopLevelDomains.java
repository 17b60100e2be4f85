package dev.steward.engine.text;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which last labels make a name without a scheme an address, and which only with more evidence.
 * Countries come from the Java runtime, the others are those in real use, chosen from IANA's list.
 */
final class TopLevelDomains {
  private static final Set<String> GENERIC =
      words(
          "com net org edu gov mil int info biz name pro mobi asia cat jobs tel travel xxx aero coop"
              + " museum post arpa xyz top shop store site online club vip app dev page tech link"
              + " live life fun icu wang ren ltd group win bid loan men work works world space"
              + " website press host cloud art ink red blue black pink green kim wiki design video"
              + " chat social media news today email company center city land"
              + " plus run cool love baby kids beauty fashion clothing shoes gift gifts sale deals"
              + " market markets discount promo cash credit money finance fund exchange trade"
              + " trading casino bet poker games game play band show studio agency network systems"
              + " support services service solutions digital download software technology global"
              + " international one ooo fit yoga luxe law beer cafe pub bar pizza care clinic"
              + " health hospital doctor academy school university education institute science"
              + " observer tools zone fyi guru expert rocks ninja monster best buzz cyou sbs cfd"
              + " bond quest rest skin hair makeup homes autos boats mom dad lol wtf webcam cam"
              + " party date review reviews stream racing accountant science faith cricket"
              + " locker how new day foo rip google amazon apple weibo citic taobao tmall baidu"
              + " xn--fiqs8s xn--fiqz9s xn--55qx5d xn--io0a7i xn--3ds443g xn--ses554g xn--czru2d"
              + " xn--czr694b xn--hxt814e xn--vuq861b xn--6qq986b3xl xn--fiq64b xn--6frz82g"
              + " xn--45q11c xn--kput3i xn--p1ai");

  private static final Set<String> COUNTRIES = countries();

  /** Endings that are file names or English words at least as often. */
  private static final Set<String> WEAK =
      words(
          "md py rs pl ps sh zip mov so it no in is my be to at as am us by do me st la pm id"
              + " how new day one today post name int best now life works work run cool love foo"
              + " show play game games date rest science art baby mom dad");

  /** Endings that are believed even in disguise. */
  private static final Set<String> STRONG =
      words(
          "com net org cn cc xyz top vip shop store site online club info biz icu io co tv app"
              + " live fun link wang ltd win bid pro hk tw");

  /** Endings that are believed with spaces around the dot, or after a mere number. */
  private static final Set<String> STRONGEST = words("com net org cn cc xyz icu");

  private TopLevelDomains() {}

  static boolean isKnown(String label) {
    return GENERIC.contains(label) || COUNTRIES.contains(label);
  }

  static boolean isWeak(String label) {
    return WEAK.contains(label);
  }

  static boolean isStrong(String label) {
    return STRONG.contains(label);
  }

  static boolean isStrongest(String label) {
    return STRONGEST.contains(label);
  }

  private static Set<String> countries() {
    Set<String> all = new HashSet<>(words("uk eu su ac"));
    Arrays.stream(Locale.getISOCountries()).map(c -> c.toLowerCase(Locale.ROOT)).forEach(all::add);
    return Set.copyOf(all);
  }

  private static Set<String> words(String all) {
    return Set.copyOf(Arrays.asList(all.split(" ")));
  }
}
