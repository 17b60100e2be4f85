package dev.steward.engine.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a text is like by all that it says, not by single words: an advert, a loan, an insult.
 * Learned from labelled messages (see {@link TextModel}) and from what this installation's staff
 * decided ({@link TextLessons}). About 5 µs a message, linear in its length. Not thread-safe: one
 * per lane.
 */
public final class TextLikeness {
  private static final int MOST_PLACES = 3;
  private static final int ROW_OF_SIGNS = 20;
  private static final int WHOLE = -1;

  /**
   * How much surer a part of a text must be than a whole one, in logarithms of odds. Of a thousand
   * harmless texts one or two have such a part; an advert behind two harmless sentences nearly
   * always is one, while the whole of it is hit every other time.
   */
  private static final double FOR_A_PART = 2;

  /** By how much {@link TextParts} may be wrong, which knows a part from within the whole. */
  private static final double ABOUT = 0.5;

  /** A text that is as sure as this by itself is not searched for parts. */
  private static final double SURE = 2;

  private final TextModel model = TextModel.starting();
  private final TextModel complaints = TextModel.ofComplaints();
  private final TextParts parts = new TextParts();
  private final TextFeatures whole = new TextFeatures();
  private final TextFeatures part = new TextFeatures();

  /** Of the whole, or of the part that decides. */
  private TextFeatures deciding = whole;

  private TextLessons lessons = TextLessons.NONE;

  /** The text whose features {@link #whole} has. */
  private @Nullable String read;

  /** The text that {@link #likelihood} is about. */
  private @Nullable String latest;

  private double likelihood;

  /** From now on what these lessons taught counts as well. */
  @SuppressWarnings("ReferenceEquality") // what was learned anew is another object
  public void learned(TextLessons lessons) {
    if (this.lessons != lessons) {
      this.lessons = lessons;
      latest = null;
    }
  }

  /**
   * Whether the text that was folded last is worth asking about. Few letters and digits say too
   * little for what it has learned; signs alone may be a flood, when there are enough.
   *
   * @param letters how many letters and digits it has
   */
  public boolean saysEnough(FoldBuffer folded, int letters) {
    return letters >= lessons.leastLetters() || (letters == 0 && signs(folded) >= ROW_OF_SIGNS);
  }

  private static int signs(FoldBuffer folded) {
    int signs = 0;
    for (int i = 0; i < folded.length; i++) {
      char c = folded.chars[i];
      signs += Character.isWhitespace(c) || Character.isLowSurrogate(c) ? 0 : 1;
    }
    return signs;
  }

  /**
   * Where it says so.
   *
   * @param start code point of the original
   * @param end exclusive
   */
  public record Place(int start, int end) {}

  /**
   * How likely the text that was folded last is of any of the kinds, 0 to 1; or a part of it, so
   * that harmless words beside an advert hide nothing. The same text again costs nothing.
   */
  @SuppressWarnings("ReferenceEquality") // another object is read anew, whatever it says
  public double likelihood(FoldBuffer folded) {
    if (latest == null || folded.original() != latest || read != latest) {
      deciding = whole(folded);
      double odds = logOdds(whole);
      if (odds < SURE && parts.find(folded, whole, this::weight)) {
        odds = partOrWhole(folded, odds);
      }
      likelihood = 1 / (1 + Math.exp(-odds));
      latest = folded.original();
    }
    return likelihood;
  }

  /** Both questions are asked of the same features, read once. */
  @SuppressWarnings("ReferenceEquality") // another object is read anew, whatever it says
  private TextFeatures whole(FoldBuffer folded) {
    if (read == null || folded.original() != read) {
      whole.read(folded);
      read = folded.original();
    }
    return whole;
  }

  /** A part that is not likelier than not changes nothing, and is not looked at closely. */
  private double partOrWhole(FoldBuffer folded, double ofWhole) {
    double most = ofWhole;
    int best = WHOLE;
    int latestRead = WHOLE;
    double usual = lessons.bias(model) - FOR_A_PART;
    for (int i = 0; i < TextParts.BEST && usual + parts.score(i) > Math.max(most, 0) - ABOUT; i++) {
      readPart(folded, i);
      latestRead = i;
      double odds = logOdds(part) - FOR_A_PART;
      if (odds > Math.max(most, 0)) {
        most = odds;
        best = i;
      }
    }
    if (best != WHOLE) {
      if (latestRead != best) {
        readPart(folded, best);
      }
      deciding = part;
    }
    return most;
  }

  private void readPart(FoldBuffer folded, int one) {
    part.read(folded, parts.begin(one), parts.end(one));
  }

  private double logOdds(TextFeatures features) {
    return lessons.logOdds(model.logOdds(features), features);
  }

  private double weight(int feature) {
    return model.weight(feature) * lessons.trust() + lessons.weight(feature);
  }

  /**
   * How likely the text that was folded last complains about goods, delivery, service or prices, 0
   * to 1: something broke, did not come, costs less elsewhere, or nobody answers.
   */
  public double grievance(FoldBuffer folded) {
    return complaints.likelihood(whole(folded));
  }

  /**
   * Which kind the text is nearest to whose likelihood was asked last, such as {@code gambling}.
   */
  public String kind() {
    return model.kinds().get(model.kind(deciding));
  }

  /** The characters that speak most for it, at most three places, in order. */
  public List<Place> places(FoldBuffer folded) {
    float[] speaks = new float[folded.length];
    deciding.places(
        folded,
        (feature, begin, end) -> {
          for (int i = begin; i < end; i++) {
            speaks[i] += (float) (weight(feature) / (end - begin));
          }
        });
    float most = 0;
    for (float one : speaks) {
      most = Math.max(most, one);
    }
    return runs(folded, speaks, most / 2).stream()
        .sorted(Comparator.comparingDouble((Run run) -> -run.sum))
        .limit(MOST_PLACES)
        .sorted(Comparator.comparingInt(Run::begin))
        .map(run -> new Place(folded.starts[run.begin], folded.ends[run.end - 1]))
        .toList();
  }

  /** Folded chars that speak for it, one after the other. */
  private record Run(int begin, int end, double sum) {}

  private static List<Run> runs(FoldBuffer folded, float[] speaks, float least) {
    List<Run> runs = new ArrayList<>();
    int begin = -1;
    double sum = 0;
    for (int i = 0; i <= folded.length; i++) {
      boolean in = i < folded.length && speaks[i] > 0 && speaks[i] >= least;
      if (in) {
        begin = begin < 0 ? i : begin;
        sum += speaks[i];
      } else if (begin >= 0) {
        runs.add(new Run(begin, i, sum));
        begin = -1;
        sum = 0;
      }
    }
    return runs;
  }
}
