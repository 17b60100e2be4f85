package dev.steward.engine.rules;

import dev.steward.chat.Content;
import dev.steward.chat.Media;
import dev.steward.chat.Segment;
import dev.steward.engine.script.RuleCheck;
import dev.steward.engine.script.RuleCheck.Kind;
import dev.steward.engine.sim.Sim;
import dev.steward.engine.sim.SimPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody may post, however long they have been here. */
final class PostsStoryTest {
  private static final RuleCheck.Links SHOP =
      new RuleCheck.Links(List.of("shop.example-brand.com"), List.of(), true);

  @TempDir Path folder = Path.of("");

  private static String posts(Sim sim, Sim.Group group, Segment segment) {
    return group.posts("小明", Content.of(segment), sim.clock.instant());
  }

  private static Segment.Card card(Segment.Card.Kind kind, String url) {
    return new Segment.Card(kind, "看看这个", "", url);
  }

  @Test
  void aKindOfContentIsForbiddenToAll() throws Exception {
    RuleCheck posts = new RuleCheck.Posts(Set.of(Kind.VOICE, Kind.CARD));
    try (Sim sim =
        Sim.start(
            folder,
            SimPacks.with(
                List.of(
                    SimPacks.rule("posts", "no-ads", posts),
                    SimPacks.rule("links", "no-ads", SHOP))))) {
      Sim.Group group = sim.group("妈妈一群");
      group.expectDeleted(
          posts(
              sim,
              group,
              new Segment.Voice(new Media("a.amr", "audio/amr", 1), Duration.ofSeconds(3))));
      group.expectKept(
          posts(sim, group, new Segment.Image(new Media("a.png", "image/png", 1), "")));
      group.expectDeleted(
          posts(sim, group, card(Segment.Card.Kind.MINI_PROGRAM, "https://other.example/pages/1")));
      group.expectDeleted(posts(sim, group, card(Segment.Card.Kind.CONTACT, "")));
      group.expectKept(
          posts(
              sim,
              group,
              card(Segment.Card.Kind.MINI_PROGRAM, "https://shop.example-brand.com/pages/1")));
    }
  }
}
