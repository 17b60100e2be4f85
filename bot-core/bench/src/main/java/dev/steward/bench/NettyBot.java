package dev.steward.bench;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import dev.steward.wire.Loops;
import dev.steward.wire.WebSocketLine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The bare reference: Netty, a streaming reader, a trie of the words; it stores nothing and knows
 * nobody.
 */
public final class NettyBot implements WebSocketLine.Listener {
  private static final JsonFactory JSON = new JsonFactory();

  private final AhoCorasickDoubleArrayTrie<String> words = new AhoCorasickDoubleArrayTrie<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private byte[] buffer = new byte[1 << 16];
  private long echo;

  private NettyBot(Map<String, String> words) {
    this.words.build(words);
  }

  /** Runs until the line is cut: words file, address. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> words = new TreeMap<>();
    Files.readAllLines(Path.of(arguments[0])).forEach(word -> words.put(word, word));
    NettyBot bot = new NettyBot(words);
    EventLoopGroup loop = Loops.one("bot");
    WebSocketLine.dial(
        new WebSocketLine.Address(URI.create(arguments[1]), Map.of(), 1 << 20), loop, bot);
    bot.over.await();
    System.exit(0);
  }

  @Override
  public void opened(WebSocketLine line) {}

  @Override
  public void message(WebSocketLine line, ByteBuf utf8) {
    int length = utf8.readableBytes();
    if (length > buffer.length) {
      buffer = new byte[length];
    }
    utf8.readBytes(buffer, 0, length);
    String kind = "";
    String text = "";
    long group = 0;
    long user = 0;
    long message = 0;
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), buffer, 0, length)) {
      parser.nextToken();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken token = parser.nextToken();
        switch (name) {
          case "message_type" -> kind = parser.getString();
          case "raw_message" -> text = parser.getString();
          case "group_id" -> group = parser.getLongValue();
          case "user_id" -> user = parser.getLongValue();
          case "message_id" -> message = parser.getLongValue();
          default -> {
            if (token.isStructStart()) {
              parser.skipChildren();
            }
          }
        }
      }
    }
    if (kind.equals("group") && words.matches(text)) {
      line.send(
          "{\"action\":\"delete_msg\",\"params\":{\"message_id\":%d},\"echo\":%d}"
              .formatted(message, ++echo));
      line.send(
          "{\"action\":\"set_group_ban\",\"params\":{\"group_id\":%d,\"user_id\":%d,\"duration\":60},\"echo\":%d}"
              .formatted(group, user, ++echo));
    }
  }

  @Override
  public void closed(int status, String reason) {
    over.countDown();
  }
}
