package dev.steward.adapter.satori;

import dev.steward.chat.Button;
import dev.steward.chat.Capability;
import dev.steward.chat.Content;
import dev.steward.chat.Host;
import dev.steward.chat.Media;
import dev.steward.chat.Outcome;
import dev.steward.chat.Segment;
import dev.steward.wire.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Says things: whole messages, in parts where the platform takes no longer ones, in channels and to
 * one person alone. Thread-safe; nothing blocks.
 */
final class Talk {
  static final int MOST_REMEMBERED = 5_000;

  private final Api api;
  private final Host host;
  private final Executor workers;
  private final int longest;
  private final Map<String, Native> privateChannels = remembering();
  private final Map<String, JsonNode> referrers = remembering();

  /**
   * @param workers open what Steward lends, which may block
   * @param longest of the settings; 0 for what the platform is known to take
   */
  Talk(Api api, Host host, Executor workers, int longest) {
    this.api = api;
    this.host = host;
    this.workers = workers;
    this.longest = longest;
  }

  private static <V> Map<String, V> remembering() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST_REMEMBERED;
      }
    };
  }

  /**
   * Some platforms let a robot answer only with what came along with the question.
   *
   * @param messageId the question's, as Steward keeps it
   */
  void referrer(String messageId, JsonNode referrer) {
    synchronized (referrers) {
      referrers.put(messageId, referrer);
    }
  }

  CompletionStage<Outcome> say(
      Login login,
      Native channel,
      Content content,
      @Nullable String replyTo,
      List<Button> buttons,
      Set<Capability> can) {
    boolean natively = can.contains(Capability.BUTTONS);
    Content whole = withNumbers(content, natively ? List.of() : buttons);
    return CompletableFuture.supplyAsync(() -> sources(whole), workers)
        .thenCompose(
            sources -> {
              if (sources.isEmpty()) {
                return done(new Outcome.Refused("a picture of the message is gone"));
              }
              int most = longest > 0 ? longest : Platforms.longest(login.id().platform());
              List<String> parts = new ArrayList<>();
              for (Content part : Split.of(whole, most)) {
                parts.add(MarkupWriter.write(login.id().platform(), part, sources.get()));
              }
              if (replyTo != null && !parts.isEmpty()) {
                StringBuilder first = new StringBuilder();
                MarkupWriter.quote(first, MessageIds.told(channel, replyTo));
                parts.set(0, first.append(parts.getFirst()).toString());
              }
              if (natively && !buttons.isEmpty() && !parts.isEmpty()) {
                parts.set(parts.size() - 1, parts.getLast() + MarkupWriter.buttons(buttons));
              }
              return new Saying(login, channel, parts, replyTo, !buttons.isEmpty()).next(0, "");
            })
        .exceptionally(broken -> Outcome.Failed.unknown("saying it failed: " + broken));
  }

  private static Content withNumbers(Content content, List<Button> buttons) {
    if (buttons.isEmpty()) {
      return content;
    }
    List<Segment> all = new ArrayList<>(content.segments());
    all.add(new Segment.Text(MarkupWriter.numbered(buttons)));
    return new Content(all);
  }

  CompletionStage<Outcome> whisper(
      Login login,
      String guild,
      Native user,
      Content content,
      List<Button> buttons,
      Set<Capability> can) {
    String key = login.id() + " " + user;
    Native known;
    synchronized (privateChannels) {
      known = privateChannels.get(key);
    }
    if (known != null) {
      return say(login, known, content, null, buttons, can);
    }
    Map<String, String> arguments = new HashMap<>();
    arguments.put("user_id", user.id());
    if (!guild.isEmpty()) {
      arguments.put("guild_id", guild);
    }
    return api.call(login.id(), Api.OPEN_PRIVATE, arguments)
        .thenCompose(
            reply -> {
              if (!(reply instanceof Api.Reply.Done(JsonNode channel))) {
                return done(unopened(reply));
              }
              String id = Json.text(channel, "id");
              if (id.isEmpty()) {
                return done(new Outcome.Refused("the Satori server names no private channel"));
              }
              Native opened = new Native(user.platform(), id);
              synchronized (privateChannels) {
                privateChannels.put(key, opened);
              }
              return say(login, opened, content, null, buttons, can);
            });
  }

  private static Outcome unopened(Api.Reply reply) {
    return switch (reply) {
      case Api.Reply.Threw(int status, String words) ->
          new Outcome.Refused(
              "they can't be written to (HTTP " + status + Orders.said(words) + ")");
      // Whether the channel is open or not: nothing was said in it, and opening it again does no
      // harm.
      case Api.Reply.Lost(String why, boolean sent) ->
          sent
              ? Outcome.Failed.retry(why, Orders.UNREACHABLE)
              : Outcome.Failed.untried(why, Orders.UNREACHABLE);
      case Api.Reply.Done _, Api.Reply.Missing _, Api.Reply.No _, Api.Reply.Wait _ ->
          Orders.plain(reply);
    };
  }

  /** URLs of what Steward lends, by reference; empty when one of a message's media is gone. */
  private Optional<Map<String, String>> sources(Content content) {
    Map<String, String> sources = new HashMap<>();
    for (Segment segment : content.segments()) {
      Media media =
          switch (segment) {
            case Segment.Image image -> image.media();
            case Segment.Voice voice -> voice.media();
            case Segment.Video video -> video.media();
            case Segment.File file -> file.media();
            case Segment.Text _,
                Segment.Mention _,
                Segment.MentionAll _,
                Segment.Sticker _,
                Segment.Link _,
                Segment.RedPacket _,
                Segment.Location _,
                Segment.Card _,
                Segment.Quote _,
                Segment.Forward _,
                Segment.Unknown _ ->
                null;
          };
      if (media == null) {
        continue;
      }
      Optional<String> source =
          media.lent()
              ? host.open(media).map(bytes -> Sources.inline(media, bytes))
              : Optional.of(media.ref()).filter(Sources::reachable);
      if (source.isEmpty()) {
        return Optional.empty();
      }
      sources.put(media.ref(), source.get());
    }
    return Optional.of(sources);
  }

  /** A message on its way, part after part. */
  private final class Saying {
    final Login login;
    final Native channel;
    final List<String> parts;
    final @Nullable String replyTo;
    final boolean lastCounts;

    /**
     * @param lastCounts whether the id of the last part is the message's, since that has the
     *     buttons
     */
    Saying(
        Login login,
        Native channel,
        List<String> parts,
        @Nullable String replyTo,
        boolean lastCounts) {
      this.login = login;
      this.channel = channel;
      this.parts = parts;
      this.replyTo = replyTo;
      this.lastCounts = lastCounts;
    }

    CompletionStage<Outcome> next(int part, String id) {
      if (part == parts.size()) {
        return done(
            part == 0 ? new Outcome.Refused("there is nothing to say") : new Outcome.Accepted(id));
      }
      return api.call(login.id(), Api.SEND, arguments(part))
          .thenCompose(
              reply ->
                  reply instanceof Api.Reply.Done(JsonNode body)
                      ? said(part, id, body)
                      : done(part == 0 ? Orders.plain(reply) : broken(part, reply)));
    }

    private Map<String, Object> arguments(int part) {
      Map<String, Object> arguments = new HashMap<>();
      arguments.put("channel_id", channel.id());
      arguments.put("content", Json.whole(parts.get(part)));
      if (replyTo != null) {
        synchronized (referrers) {
          JsonNode referrer = referrers.get(replyTo);
          if (referrer != null) {
            arguments.put("referrer", referrer);
          }
        }
      }
      return arguments;
    }

    private CompletionStage<Outcome> said(int part, String id, JsonNode body) {
      if (body.isArray() && body.isEmpty()) {
        Outcome nothing =
            new Outcome.Failed("the Satori server said nothing", Outcome.Effect.NONE, null);
        return done(part == 0 ? nothing : partly(part));
      }
      JsonNode message = body.isArray() ? body.get(0) : body;
      String made = MessageIds.kept(channel, Json.text(message, "id"));
      return next(part + 1, id.isEmpty() || lastCounts ? made : id);
    }

    private Outcome broken(int part, Api.Reply reply) {
      return Orders.plain(reply) instanceof Outcome.Failed failed
          ? Outcome.Failed.unknown(said(part) + failed.reason())
          : partly(part);
    }

    private Outcome partly(int part) {
      return Outcome.Failed.unknown(said(part) + "the Satori server says no to the rest");
    }

    private String said(int part) {
      return part + " of " + parts.size() + " parts were said: ";
    }
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
