package dev.steward.engine.script;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.steward.engine.text.PatternCheck;
import dev.steward.engine.text.PatternMistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** Finds what is wrong in a CEL expression, and refuses what could run for long. */
final class CelCheck {
  /** In code points. */
  static final int MOST_EXPRESSION = 1_000;

  private static final int MOST_REGEXES = 3;
  private static final int MOST_REGEX = 200;
  private static final java.util.regex.Pattern UNDECLARED =
      java.util.regex.Pattern.compile("undeclared reference to '([^']*)'");

  private static final List<String> FUNCTIONS =
      List.of("contains", "startsWith", "endsWith", "matches", "size", "exists", "all");
  private static final Map<String, CelType> VARIABLES = variables();

  private CelCheck() {}

  /**
   * Something wrong.
   *
   * @param line in the expression, from 0
   * @param column in code points, from 0
   */
  record Flaw(int line, int column, String code, Both what, Both mend) {}

  /** Reports them at their places in the file. */
  static void check(YamlNode.Text text, Problems problems) {
    for (Flaw flaw : flaws(text.value())) {
      problems.error(
          problems.within(text, offset(text.value(), flaw.line(), flaw.column())),
          flaw.code(),
          flaw.what(),
          flaw.mend());
    }
  }

  static List<Flaw> flaws(String expression) {
    if (expression.codePointCount(0, expression.length()) > MOST_EXPRESSION) {
      return List.of(
          new Flaw(
              0,
              0,
              "cel-too-long",
              Both.of("表达式太长", "the expression is too long"),
              Both.of("最多 " + MOST_EXPRESSION + " 个字符", "at most " + MOST_EXPRESSION)));
    }
    try {
      CelValidationResult result = cel().compile(expression);
      List<Flaw> flaws = new ArrayList<>();
      for (CelIssue issue : result.getErrors()) {
        flaws.add(flaw(expression, issue));
      }
      if (flaws.isEmpty()) {
        regexes(result.getAst(), flaws);
        if (flaws.isEmpty()) {
          cel().createProgram(result.getAst());
        }
      }
      return flaws.size() > 5 ? List.copyOf(flaws.subList(0, 5)) : flaws;
    } catch (CelValidationException
        | CelEvaluationException
        | RuntimeException
        | StackOverflowError unusable) {
      return List.of(unusable(unusable));
    }
  }

  static Flaw unusable(Throwable why) {
    String said = why.getMessage() == null ? "" : ": " + firstLine(why.getMessage());
    return new Flaw(
        0,
        0,
        "cel",
        Both.of("表达式用不了" + said, "the expression can't be used" + said),
        Both.of("写短一些、简单一些", "make it shorter and simpler"));
  }

  static Cel cel() {
    return Holder.CEL;
  }

  /** An unknown name: read in full from the expression, and compared with those that are known. */
  private static Flaw unknown(String expression, int line, int column, String name) {
    int at = offset(expression, line, column);
    boolean function = at >= name.length() && expression.startsWith("(", at);
    int start = function ? at - name.length() : at;
    int end = start;
    while (end < expression.length()
        && (Character.isLetterOrDigit(expression.charAt(end))
            || (expression.charAt(end) == '.' && !function))) {
      end++;
    }
    String full = end > start ? expression.substring(start, end) : name;
    int back = function ? name.length() : 0;
    return new Flaw(
        line,
        Math.max(0, column - back),
        "cel",
        Both.of("表达式里没有「" + full + "」", "unknown in an expression: " + full),
        Nearest.mend(full, function ? FUNCTIONS : VARIABLES.keySet()));
  }

  private static Flaw flaw(String expression, CelIssue issue) {
    String message = firstLine(issue.getMessage());
    CelSourceLocation at = issue.getSourceLocation();
    int line = Math.max(0, at.getLine() - 1);
    int column = Math.max(0, at.getColumn());
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.find()) {
      return unknown(expression, line, column, undeclared.group(1));
    }
    return new Flaw(
        line,
        column,
        "cel",
        Both.of("表达式有误：" + message, "wrong expression: " + message),
        Both.of(
            "例如 member.days < 7 && text.contains(\"代购\")",
            "such as member.days < 7 && text.contains(\"resell\")"));
  }

  /** Patterns must stand there as they are, be few, short, and right. */
  private static void regexes(CelAbstractSyntaxTree ast, List<Flaw> flaws) {
    List<CelExpr> calls =
        CelNavigableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .map(node -> node.expr())
            .filter(e -> e.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL)
            .filter(e -> e.call().function().equals("matches"))
            .toList();
    if (calls.size() > MOST_REGEXES) {
      flaws.add(
          regex(
              "一个表达式里的 matches 太多",
              "too many matches() in one expression",
              "最多 " + MOST_REGEXES + " 个",
              "at most " + MOST_REGEXES));
    }
    for (CelExpr call : calls) {
      CelExpr pattern = call.call().args().getLast();
      boolean written =
          pattern.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
              && pattern.constant().getKind() == CelConstant.Kind.STRING_VALUE;
      if (!written || pattern.constant().stringValue().length() > MOST_REGEX) {
        flaws.add(
            regex(
                "matches 里要直接写一个短的正则",
                "matches() needs a short pattern, written out",
                "例如 text.matches(\"[0-9]{6}\")",
                "such as text.matches(\"[0-9]{6}\")"));
        continue;
      }
      try {
        PatternCheck.read(pattern.constant().stringValue());
      } catch (PatternMistake wrong) {
        flaws.add(regex("这个正则用不了", "this pattern can't be used", wrong.zh(), wrong.en()));
      }
    }
  }

  private static Flaw regex(String zh, String en, String mendZh, String mendEn) {
    return new Flaw(0, 0, "cel", Both.of(zh, en), Both.of(mendZh, mendEn));
  }

  private static int offset(String text, int lines, int column) {
    int start = 0;
    for (int line = 0; line < lines; line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    int room = text.codePointCount(start, text.length());
    return text.offsetByCodePoints(start, Math.min(column, room));
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    return line.length() > 160 ? line.substring(0, 160) + "…" : line;
  }

  private static Map<String, CelType> variables() {
    Map<String, CelType> all = new LinkedHashMap<>();
    all.put("text", SimpleType.STRING);
    for (String name : List.of("days", "messages", "strikes")) {
      all.put("member." + name, SimpleType.INT);
    }
    all.put("member.tier", SimpleType.STRING);
    all.put("member.role", SimpleType.STRING);
    all.put("member.staff", SimpleType.BOOL);
    for (String name : List.of("length", "images", "links", "contacts", "shops", "mentions")) {
      all.put("message." + name, SimpleType.INT);
    }
    all.put("message.reply", SimpleType.BOOL);
    all.put("message.addressed", SimpleType.BOOL);
    for (String name : List.of("hour", "minute", "weekday")) {
      all.put("time." + name, SimpleType.INT);
    }
    all.put("found", ListType.create(SimpleType.STRING));
    all.put("weight", SimpleType.INT);
    return all;
  }

  /** Made when the first expression is read: it takes half a second. */
  private static final class Holder {
    static final Cel CEL = make();

    private static Cel make() {
      var builder =
          CelFactory.plannerCelBuilder()
              .setOptions(
                  CelOptions.current()
                      .enableHeterogeneousNumericComparisons(true)
                      .maxExpressionCodePointSize(MOST_EXPRESSION)
                      .maxParseRecursionDepth(24)
                      .maxParseExpressionNodeCount(400)
                      .maxParseErrorRecoveryLimit(5)
                      .comprehensionMaxIterations(50)
                      .maxRegexProgramSize(400)
                      .build())
              .setStandardMacros(
                  CelStandardMacro.EXISTS, CelStandardMacro.ALL, CelStandardMacro.EXISTS_ONE)
              .setResultType(SimpleType.BOOL);
      VARIABLES.forEach(builder::addVar);
      return builder.build();
    }
  }
}
