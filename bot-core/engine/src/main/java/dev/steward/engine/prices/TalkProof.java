package dev.steward.engine.prices;

import dev.steward.chat.GroupId;
import dev.steward.chat.Key;
import dev.steward.chat.UserId;
import dev.steward.engine.script.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a talk says for the member who asks to have their price checked.
 *
 * @param facts their own price and the lowest other one; all is shown to them for a yes
 * @param proofs the messages with prices of the product
 */
record TalkProof(Facts facts, List<Proof> proofs) {
  private static final int MOST = 8;

  TalkProof {
    proofs = List.copyOf(proofs);
  }

  static TalkProof of(
      Product product, UserId user, List<Utterance> talk, GroupId group, Heard heard) {
    Facts facts = Facts.NONE.with(Fact.SKU, product.sku());
    List<Proof> proofs = new ArrayList<>();
    Optional<Suspicion.Suspect> suspect = Suspicion.about(product, talk);
    if (suspect.isEmpty()) {
      return new TalkProof(facts, proofs);
    }
    List<Suspicion.Claim> claims = suspect.get().claims();
    Optional<Suspicion.Claim> own =
        claims.stream()
            .filter(claim -> claim.user().equals(user.toString()))
            .reduce((one, other) -> one.cents() >= other.cents() ? one : other);
    if (own.isPresent()) {
      facts = facts.with(Fact.PAID, own.get().cents()).with(Fact.PIECES, 1);
      if (suspect.get().seen() < own.get().cents()) {
        facts =
            facts
                .with(Fact.SEEN, suspect.get().seen())
                .with(Fact.SEEN_PIECES, 1)
                .with(Fact.WHERE, suspect.get().where().code());
      }
    }
    claims.stream()
        .map(Suspicion.Claim::index)
        .distinct()
        .limit(MOST)
        .map(talk::get)
        .forEach(
            one ->
                heard
                    .message(Key.group(group), one.seq())
                    .ifPresent(found -> proofs.add(found.proof(Proof.Role.TALK, group))));
    return new TalkProof(facts, proofs);
  }
}
