package dev.steward.server.api;

import dev.steward.engine.prices.ComplaintFile;
import dev.steward.engine.prices.ComplaintFiles;
import dev.steward.engine.store.Sql;
import dev.steward.server.data.Pseudonyms;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is answered about complaints and incidents. */
final class ComplaintAnswers {
  private static final Set<String> NO_STAFF = Set.of("member", "steward");

  private final Cursors cursors;
  private final Pseudonyms pseudonyms;

  ComplaintAnswers(Cursors cursors, Pseudonyms pseudonyms) {
    this.cursors = cursors;
    this.pseudonyms = pseudonyms;
  }

  ApiAnswer list(Sql sql, Asked asked) {
    return Page.of(
        sql, cursors, new ComplaintChanges(pseudonyms, asked.may(Scope.COMPLAINTS_TEXT)), asked);
  }

  ApiAnswer one(Sql sql, Asked asked) {
    boolean words = asked.may(Scope.COMPLAINTS_TEXT);
    ComplaintFile file = ComplaintFiles.find(sql, asked.number()).orElseThrow(ApiProblem::notFound);
    Fields complaint =
        new Fields()
            .all(ComplaintFields.of(file, pseudonyms, words))
            .put(
                "history",
                ComplaintFiles.history(sql, file.number()).stream()
                    .map(step -> step(step, words))
                    .toList())
            .put(
                "evidence",
                words
                    ? ComplaintFiles.evidence(sql, file.number()).stream()
                        .map(ComplaintAnswers::proof)
                        .toList()
                    : null);
    // Not by its number: else the account of uses would grow with each complaint that is read.
    return new ApiAnswer(complaint.map(), 1, "complaints/{id}");
  }

  /** Without names: a login of staff is told as {@code staff}. */
  private static Map<String, @Nullable Object> step(ComplaintFile.Step step, boolean words) {
    return new Fields()
        .put("at", step.at())
        .put("who", NO_STAFF.contains(step.who()) ? step.who() : "staff")
        .put("what", step.what())
        .put("from", step.from())
        .put("to", step.to())
        .put("note", words ? step.note() : null)
        .map();
  }

  private static Map<String, @Nullable Object> proof(ComplaintFile.Evidence proof) {
    return new Fields()
        .put("role", proof.role())
        .put("at", proof.at())
        .put("text", proof.text())
        .put("recalled", proof.recalled())
        .put("edited", proof.edited())
        .map();
  }

  ApiAnswer incidents(Sql sql, Asked asked) {
    return Page.of(sql, cursors, new IncidentChanges(asked.may(Scope.COMPLAINTS_TEXT)), asked);
  }
}
