package dev.steward.engine.text;

/**
 * Judges whether folded chars that spell a word are that word, by what stands around and between.
 */
final class Boundaries {
  /** More signs than this between two characters no longer hide a word. */
  private static final int LONGEST_GAP = 8;

  /** Words from this length on are rarely spelt across a clause's end by chance. */
  private static final int RARE_BY_CHANCE = 3;

  /** So many letters of pinyin are rarely an English word. */
  private static final int LEAST_SPELT = 6;

  private Boundaries() {}

  /**
   * Does a word begin and end where its runs of letters and digits do?
   *
   * @param first index of its first folded char
   * @param last index of its last folded char, inclusive
   * @param strict may no number follow a letter?
   */
  static boolean standsAlone(FoldBuffer text, int first, int last, boolean strict) {
    if (inRun(text, first) && first > 0 && inRun(text, first - 1)) {
      return false;
    }
    if (!inRun(text, last) || last + 1 >= text.length || !inRun(text, last + 1)) {
      return true;
    }
    return !strict
        && text.classOf(last) == CharClass.LETTER
        && text.classOf(last + 1) == CharClass.DIGIT;
  }

  /**
   * Has somebody put separators into this word to hide it? False if there are none, and where the
   * separators may be honest: 放下～注意 is not 下注.
   *
   * @param first index of its first packed char
   * @param last index of its last packed char, inclusive
   */
  static boolean isSplitOnPurpose(FoldBuffer text, int first, int last) {
    int[] at = text.packedAt;
    int gaps = at[last] - at[first] - (last - first);
    if (gaps == 0 || !standsAlone(text, at[first], at[last], false)) {
      return false;
    }
    boolean everyCharApart = true;
    byte weakest = 0;
    for (int i = first; i < last; i++) {
      byte gap = gap(text, at[i] + 1, at[i + 1]);
      if (gap < 0 || (gap >= CharClass.SOFT_SEPARATOR && isBetweenWords(text, i))) {
        return false;
      }
      everyCharApart &= gap != 0;
      weakest = gap > weakest ? gap : weakest;
    }
    if (isSpeltOut(text, first - 1, first) || isSpeltOut(text, last, last + 1)) {
      return false;
    }
    boolean aligned = beginsPiece(text, at[first]) && endsPiece(text, at[last]);
    return switch (weakest) {
      case CharClass.CLAUSE_END -> aligned && everyCharApart;
      case CharClass.SOFT_SEPARATOR -> aligned || last - first + 1 >= RARE_BY_CHANCE;
      default -> true;
    };
  }

  /** The class of what stands between two chars of a word: 0 nothing, -1 too much. */
  private static byte gap(FoldBuffer text, int from, int to) {
    if (to - from > LONGEST_GAP) {
      return -1;
    }
    byte gap = 0;
    for (int i = from; i < to; i++) {
      byte type = text.classOf(i);
      gap = type > gap ? type : gap;
    }
    return gap;
  }

  /**
   * Do these syllables stand for a word that is written otherwise? False where a clause ends
   * between them, and where it may be chance: a text that has none of the word's own characters, no
   * pinyin and nothing taken apart is most likely itself; so is one in which what differs is in
   * everybody's mouth: of three characters any of it (要的是 is not 要的私), of more all of it (不看真心 is
   * not 不看征信); and two syllables sound like much, so that they count only when they are spelt, and
   * longer than name and fake.
   *
   * @param first the first syllable
   * @param word the word's own characters
   * @param joined must one of them be taken apart?
   */
  static boolean isSaidOtherwise(FoldBuffer text, int first, char[] word, boolean joined) {
    Sounds sounds = text.sounds;
    if (word.length == 2 && sounds.face(text, first) != Sounds.SPELT) {
      return false; // by far the most: a text is full of what sounds like some short word
    }
    int same = 0;
    int changed = 0;
    int spelt = 0;
    int apart = 0;
    int common = 0;
    for (int i = 0; i < word.length; i++) {
      int at = first + i;
      byte gap = i == 0 ? 0 : gap(text, sounds.ends[at - 1], sounds.begins[at]);
      if (gap < 0 || gap == CharClass.CLAUSE_END) {
        return false;
      }
      apart += sounds.isJoined(text, at) ? 1 : 0;
      char face = sounds.face(text, at);
      if (face == word[i]) {
        same++;
      } else if (face == Sounds.SPELT) {
        spelt++;
      } else {
        changed++;
        common += OrdinaryTalk.isFullOf(face) ? 1 : 0;
      }
    }
    if (changed + spelt + apart == 0 || (joined && apart == 0)) {
      return false;
    }
    int begin = sounds.begins[first];
    int end = sounds.ends[first + word.length - 1];
    boolean meant =
        switch (word.length) {
          case 2 -> spelt == 2 && end - begin >= LEAST_SPELT;
          case RARE_BY_CHANCE -> same + spelt > 0 && common == 0;
          default -> same + spelt > 0 && (common < changed || spelt + apart > 0);
        };
    return meant && standsAlone(text, begin, end - 1, false);
  }

  /** Is this gap one between two Latin words, not between two letters that stand alone? */
  private static boolean isBetweenWords(FoldBuffer text, int packed) {
    int left = text.packedAt[packed];
    int right = text.packedAt[packed + 1];
    return inRun(text, left)
        && inRun(text, right)
        && !(isSingle(text, left) && isSingle(text, right));
  }

  /** Do two neighbours belong to one spelt-out Latin word, like p a s s? */
  private static boolean isSpeltOut(FoldBuffer text, int left, int right) {
    if (left < 0 || right >= text.packedLength) {
      return false;
    }
    int l = text.packedAt[left];
    int r = text.packedAt[right];
    byte gap = gap(text, l + 1, r);
    return text.classOf(l) == CharClass.LETTER
        && text.classOf(r) == CharClass.LETTER
        && gap > 0
        && gap < CharClass.CLAUSE_END
        && isSingle(text, l)
        && isSingle(text, r);
  }

  private static boolean isSingle(FoldBuffer text, int index) {
    return (index == 0 || !inRun(text, index - 1))
        && (index + 1 >= text.length || !inRun(text, index + 1));
  }

  private static boolean beginsPiece(FoldBuffer text, int index) {
    return index == 0 || text.classOf(index - 1) >= CharClass.SEPARATOR;
  }

  private static boolean endsPiece(FoldBuffer text, int index) {
    return index + 1 >= text.length
        || text.classOf(index + 1) >= CharClass.SEPARATOR
        || (!inRun(text, index) && inRun(text, index + 1));
  }

  private static boolean inRun(FoldBuffer text, int index) {
    byte type = text.classOf(index);
    return type == CharClass.LETTER || type == CharClass.DIGIT;
  }
}
