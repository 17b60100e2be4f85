package dev.steward.engine.script;

import dev.steward.chat.GroupId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which group a binding means: one that is known, or one where staff will type a pairing word. */
record BindingTarget(@Nullable GroupId group, @Nullable String pairingWord) {
  private static final Pattern PLATFORM = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Pattern WORD = Pattern.compile("\\S{4,40}");

  /** Reads it; null when it can't be read. What was seen before is reported as a duplicate. */
  static @Nullable BindingTarget read(
      Fields fields,
      Map<String, SourceMark> groups,
      Map<String, SourceMark> words,
      Problems problems) {
    YamlNode.Text group = fields.text("group");
    YamlNode.Text word = fields.text("pairing-word");
    if (fields.has("group") == fields.has("pairing-word")) {
      problems.error(
          fields.mark(),
          "which-group",
          fields.has("group")
              ? Both.of("group 和 pairing-word 只能写一个", "write group or pairing-word, not both")
              : Both.of("没有写是哪个群", "which group is not said"),
          Both.of(
              "知道群号就写 group: 平台:群号，不知道就写 pairing-word: 口令",
              "write group: platform:id, or pairing-word: a word to be typed in the group"));
      return null;
    }
    if (group != null) {
      GroupId id = group(group, problems);
      unique(group, id == null ? group.value() : id.toString(), groups, "群", "group", problems);
      return id == null ? null : new BindingTarget(id, null);
    }
    if (word == null) {
      return null;
    }
    String said = word.value().strip();
    if (!WORD.matcher(said).matches()) {
      problems.error(
          word.mark(),
          "bad-pairing-word",
          Both.of("口令要 4 到 40 个字，中间没有空格", "a pairing word has 4 to 40 characters and no spaces"),
          Both.of("例如 绑定-海风-27", "such as bind-seabreeze-27"));
    }
    unique(word, said.toLowerCase(java.util.Locale.ROOT), words, "口令", "pairing word", problems);
    return new BindingTarget(null, said);
  }

  private static @Nullable GroupId group(YamlNode.Text text, Problems problems) {
    String written = text.value().strip();
    int colon = written.indexOf(':');
    if (colon > 0
        && colon < written.length() - 1
        && PLATFORM.matcher(written.substring(0, colon)).matches()) {
      return GroupId.parse(written);
    }
    if (!Expected.punctuation(problems, text)) {
      problems.error(
          text.mark(),
          "bad-group",
          Both.of("「" + written + "」不是群", written + " (expected: platform:id)"),
          Both.of("写成 平台:群号，例如 onebot:123456 或 web:mama-1", "such as onebot:123456 or web:mama-1"));
    }
    return null;
  }

  private static void unique(
      YamlNode.Text text,
      String key,
      Map<String, SourceMark> seen,
      String zh,
      String en,
      Problems problems) {
    SourceMark first = seen.putIfAbsent(key, text.mark());
    if (first != null) {
      problems.error(
          text.mark(),
          en.equals("group") ? "duplicate-group" : "duplicate-pairing-word",
          Both.of(
              "这个" + zh + "写了两次，第一次在第 " + first.line() + " 行",
              "this " + en + " is there twice, first on line " + first.line()),
          Both.of("删掉一个", "remove one of them"));
    }
  }
}
