package dev.steward.engine.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.chat.GroupId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class BindingsReaderTest {
  private static final Pack MAMA = Written.good().pack();
  private static final Map<String, Pack> PACKS = Map.of("mama", MAMA);

  private static BindingsReading yaml(String text) {
    return BindingsReader.read("groups.yaml", text.getBytes(StandardCharsets.UTF_8), PACKS);
  }

  interface Fill {
    void fill(Worksheet sheet);
  }

  static byte[] sheet(Fill fill) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "steward", "1.0")) {
      fill.fill(book.newWorksheet("群"));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toByteArray();
  }

  private static BindingsReading xlsx(Fill fill) {
    return BindingsReader.read("groups.xlsx", sheet(fill), PACKS);
  }

  private static void rows(Worksheet sheet, String... rows) {
    for (int r = 0; r < rows.length; r++) {
      String[] cells = rows[r].split("\\|", -1);
      for (int c = 0; c < cells.length; c++) {
        if (!cells[c].isBlank()) {
          sheet.value(r, c, cells[c].strip());
        }
      }
    }
  }

  @Test
  void readsGroups() {
    BindingsReading reading =
        yaml(
            "groups:\n  - group: web:mama-1\n    label: 一群\n    pack: mama\n    values: {brand: 别的}\n    persona: teacher\n    off: [ads, welcome]\n  - pairing-word: 海风-27\n    pack: mama\n");
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.bindings())
        .containsExactly(
            new Binding(
                GroupId.parse("web:mama-1"),
                null,
                "一群",
                "mama",
                Map.of("brand", "别的"),
                "teacher",
                Set.of("ads", "welcome"),
                new SourceMark("groups.yaml", 2, 5)),
            new Binding(
                null,
                "海风-27",
                "",
                "mama",
                Map.of(),
                null,
                Set.of(),
                new SourceMark("groups.yaml", 8, 5)));
  }

  @Test
  void aSheetSaysTheSame() {
    BindingsReading reading =
        xlsx(
            s ->
                rows(
                    s,
                    "群 | 名称 | 脚本包 | 值：brand | 人设 | 关闭 | 配对口令",
                    "web:mama-1 | 一群 | mama | 别的 | teacher | ads、welcome |",
                    "",
                    "| | mama | | | | 海风-27"));
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.bindings())
        .containsExactly(
            new Binding(
                GroupId.parse("web:mama-1"),
                null,
                "一群",
                "mama",
                Map.of("brand", "别的"),
                "teacher",
                Set.of("ads", "welcome"),
                new SourceMark("groups.xlsx[群]", 2, 1)),
            new Binding(
                null,
                "海风-27",
                "",
                "mama",
                Map.of(),
                null,
                Set.of(),
                new SourceMark("groups.xlsx[群]", 4, 1)));
  }

  @Test
  void englishColumnsDoAsWell() {
    BindingsReading reading =
        xlsx(s -> rows(s, "Group | Label | Pack | Value: brand", "web:1 | One | mama | x"));
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.bindings())
        .singleElement()
        .satisfies(b -> assertThat(b.values()).containsEntry("brand", "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{group: web:1, pack: mam} | unknown-pack",
        "{group: web:1} | missing-key",
        "{pack: mama} | which-group",
        "{group: web:1, pairing-word: abcd, pack: mama} | which-group",
        "{group: '12345', pack: mama} | bad-group",
        "{group: web：1, pack: mama} | full-width-punctuation",
        "{pairing-word: abc, pack: mama} | bad-pairing-word",
        "{group: web:1, pack: mama, values: {brnd: x}} | unknown-value",
        "{group: web:1, pack: mama, values: {brand: '{{group}}'}} | no-template-here",
        "{group: web:1, pack: mama, persona: techer} | unknown-persona",
        "{group: web:1, pack: mama, off: [ad]} | unknown-rule",
        "{group: web:1, pack: mama, of: [ads]} | unknown-key",
        "{group: web:1, pack: mama, off: ads} | wrong-type",
      })
  void findsTheSlip(String row, String code) {
    BindingsReading reading =
        yaml("groups:\n  - " + row.strip() + "\n  - {group: web:good, pack: mama}\n");
    assertThat(reading.problems()).extracting(Problem::code).contains(code.strip());
    assertThat(reading.bindings())
        .singleElement()
        .satisfies(b -> assertThat(b.group()).isEqualTo(GroupId.parse("web:good")));
  }

  @Test
  void duplicatesAreFoundAndADifferenceThatIsNoneIsDoubted() {
    BindingsReading reading =
        yaml(
            "groups:\n  - {group: web:1, pack: mama}\n  - {group: web:1, pack: mama}\n  - {pairing-word: AbcD, pack: mama}\n  - {pairing-word: abcd, pack: mama}\n  - {group: web:2, pack: mama, values: {brand: 示例}}\n");
    assertThat(Written.places(reading.problems()))
        .containsExactly(
            "groups.yaml:3:13 duplicate-group",
            "groups.yaml:5:20 duplicate-pairing-word",
            "groups.yaml:6:48 same-as-pack");
  }

  @Test
  void aSheetsProblemsNameTheCell() {
    BindingsReading reading = xlsx(s -> rows(s, "群 | 脚本包 | 人设", "web:1 | mama | techer"));
    assertThat(reading.problems())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.mark()).isEqualTo(new SourceMark("groups.xlsx[群]", 2, 3));
              assertThat(p.zh()).startsWith("C2 格：");
              assertThat(p.en()).startsWith("cell C2: ");
              assertThat(p.mendZh()).contains("teacher");
            });
  }

  @Test
  void formulasAndUnknownColumnsAreRefused() {
    BindingsReading reading =
        xlsx(
            s -> {
              rows(s, "群 | 脚本包 | 备考", "web:1 |");
              s.formula(1, 1, "SUM(1,2)");
            });
    assertThat(reading.problems()).extracting(Problem::code).contains("formula", "unknown-column");
    assertThat(reading.bindings()).isEmpty();
  }

  @Test
  void emptyAndBrokenWorkbooksAreTold() {
    assertThat(xlsx(s -> {}).problems()).extracting(Problem::code).containsExactly("empty-file");
    assertThat(BindingsReader.read("a.xlsx", new byte[0], PACKS).problems())
        .extracting(Problem::code)
        .containsExactly("bad-workbook");
    assertThat(
            BindingsReader.read("a.xlsx", "PK\3\4 no zip".getBytes(StandardCharsets.UTF_8), PACKS)
                .problems())
        .extracting(Problem::code)
        .containsExactly("bad-workbook");
  }

  @Test
  void zipBombsAndHugeSheetsAreRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      zip.write(new byte[200 << 20]);
      zip.closeEntry();
    }
    assertThat(BindingsReader.read("bomb.xlsx", out.toByteArray(), PACKS).problems())
        .extracting(Problem::code)
        .containsExactly("workbook-too-big");
    assertThat(BindingsReader.read("big.xlsx", new byte[3 << 20], PACKS).problems())
        .extracting(Problem::code)
        .containsExactly("workbook-too-big");
    BindingsReading far = xlsx(s -> s.value(0, 16_000, "x"));
    assertThat(far.problems()).extracting(Problem::code).containsExactly("workbook-too-big");
    String row = "<c r=\"ZZZZZZ1\"><v>1</v></c>";
    assertThat(
            BindingsReader.read(
                    "far.xlsx",
                    zip(
                        "xl/worksheets/sheet1.xml",
                        "<sheetData><row r=\"1\">" + row + "</row></sheetData>"),
                    PACKS)
                .problems())
        .extracting(Problem::code)
        .containsExactly("workbook-too-big");
    String entities = "<!DOCTYPE a [<!ENTITY b \"" + "x".repeat(100) + "\">]><a>&b;</a>";
    assertThat(BindingsReader.read("dtd.xlsx", zip("xl/workbook.xml", entities), PACKS).hasErrors())
        .isTrue();
  }

  private static byte[] zip(String name, String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  @Test
  void aBindingChangesWhatThePackSays() {
    Binding binding =
        yaml("groups:\n  - {group: web:1, pack: mama, values: {brand: 别的}, persona: teacher, off: [ads, welcome]}\n")
            .bindings()
            .getFirst();
    Pack here = binding.applyTo(MAMA);
    assertThat(here.values()).containsEntry("brand", "别的");
    assertThat(here.personas().keySet()).containsExactly("teacher", "assistant");
    assertThat(here.rules().rules()).isEmpty();
    assertThat(here.welcome()).isNull();
    assertThat(here.clauses()).isEqualTo(MAMA.clauses());
    assertThat(BindingDifferences.sentences(MAMA, binding, Language.ZH))
        .containsExactly("brand 用「别的」，脚本包里是「示例」", "由「课堂助手」（teacher）发言", "规则 ads 在这里不生效", "不欢迎新人");
    assertThat(BindingDifferences.sentences(MAMA, binding, Language.EN))
        .isEqualTo(
            List.of(
                "brand is \"别的\" instead of \"示例\"",
                "\"课堂助手\" (teacher) speaks here",
                "the rule ads is off here",
                "newcomers are not greeted"));
  }

  @Test
  void aBindingWithoutDifferencesChangesNothing() {
    Binding binding = yaml("groups:\n  - {group: web:1, pack: mama}\n").bindings().getFirst();
    assertThat(binding.applyTo(MAMA)).isEqualTo(MAMA);
    assertThat(BindingDifferences.sentences(MAMA, binding, Language.ZH)).isEmpty();
  }
}
