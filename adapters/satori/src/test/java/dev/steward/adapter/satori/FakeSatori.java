package dev.steward.adapter.satori;

import dev.steward.wire.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Satori v1 server on loopback, after the protocol's own pages: the WebSocket with its sessions
 * that are resumed, the methods by HTTP, the proxy route. What is behind it is somebody else's
 * ({@link Platform}). Thread-safe.
 */
final class FakeSatori implements AutoCloseable {
  static final String TOKEN = "tok-\"1";
  private static final String PATH = "/satori";

  /** Like servers in JavaScript, which escape what UTF-8 can't carry. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final EventLoopGroup loop = Loops.one("fake-satori");
  private final Platform platform;
  private final Set<Channel> heard = ConcurrentHashMap.newKeySet();
  private final Set<Channel> all = ConcurrentHashMap.newKeySet();
  private final List<Map<String, Object>> log = new ArrayList<>();
  private final List<Runnable> heldBack = new ArrayList<>();
  private final List<JsonNode> identified = new CopyOnWriteArrayList<>();
  private final List<String> called = new CopyOnWriteArrayList<>();
  private final Channel listening;
  private volatile String token = TOKEN;
  private boolean cut;
  private boolean slow;
  private boolean mute;
  private boolean forgets;
  private volatile String failing = "";
  private long sn;

  /** What is behind the server. Called with its lock. */
  interface Platform {
    List<Map<String, Object>> logins();

    /** Calls a method; the arguments are the request's body. */
    Result call(String login, String method, JsonNode arguments);

    /** A file by its source, or an empty array. */
    byte[] file(String source);
  }

  /** An answer by HTTP. */
  record Result(int status, Object body, Map<String, String> headers) {
    static final Result OK = of(Map.of());

    static Result of(Object body) {
      return new Result(200, body, Map.of());
    }

    static Result failed(int status) {
      return new Result(status, "", Map.of());
    }
  }

  /** From now on calls of this method fail; empty for none. */
  void fails(String method) {
    failing = method;
  }

  FakeSatori(Platform platform) {
    this.platform = platform;
    listening =
        new ServerBootstrap()
            .group(loop)
            .channel(Loops.server())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) {
                    accepted(made);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  private void accepted(Channel made) {
    all.add(made);
    var _ = made.closeFuture().addListener(_ -> all.remove(made));
    synchronized (this) {
      if (cut) {
        end(made);
        return;
      }
    }
    made.pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(32 << 20),
            new Http(),
            new WebSocketServerProtocolHandler(PATH + "/v1/events", null, false, 32 << 20),
            new Events());
  }

  String token() {
    return token;
  }

  /** The token is another one from now on; whoever came with the old one is cut. */
  void token(String next) {
    token = next;
    heard.forEach(FakeSatori::end);
  }

  String url() {
    return "http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + PATH;
  }

  /** Something happened on the platform. */
  synchronized void event(Map<String, Object> body) {
    Map<String, Object> numbered = new HashMap<>(body);
    numbered.put("sn", ++sn);
    log.add(numbered);
    push(numbered);
  }

  /** Says an event of the past again, found by its message. */
  synchronized boolean again(String messageId) {
    for (Map<String, Object> event : log) {
      if (event.get("message") instanceof Map<?, ?> message
          && messageId.equals(message.get("id"))) {
        push(event);
        return true;
      }
    }
    return false;
  }

  private void push(Map<String, Object> event) {
    String frame = frame(0, event);
    heard.forEach(channel -> send(channel, frame));
  }

  /** A frame that is not an event of the platform. */
  void raw(String frame) {
    heard.forEach(channel -> send(channel, frame));
  }

  /** Ends all connections and takes no new ones. */
  synchronized void cut() {
    cut = true;
    all.forEach(FakeSatori::end);
  }

  synchronized void heal() {
    cut = false;
  }

  /** Answers no calls until it is off again. */
  void slow(boolean on) {
    List<Runnable> now;
    synchronized (this) {
      slow = on;
      now = on ? List.of() : List.copyOf(heldBack);
      if (!on) {
        heldBack.clear();
      }
    }
    now.forEach(Runnable::run);
  }

  /** Answers no heartbeats, and new sessions not at all. */
  synchronized void mute(boolean on) {
    mute = on;
  }

  /** Never replays, as Koishi's server, and counts anew as after a start. */
  synchronized void forgets() {
    forgets = true;
    sn = 0;
    log.clear();
  }

  /** What clients said of themselves. */
  List<JsonNode> identified() {
    return identified;
  }

  /** Which methods were called. */
  List<String> called() {
    return called;
  }

  private static void send(Channel to, String frame) {
    var _ = to.writeAndFlush(new TextWebSocketFrame(frame));
  }

  private static void end(Channel channel) {
    var _ = channel.close();
  }

  private static String frame(int op, Object body) {
    return MAPPER.writeValueAsString(Map.of("op", op, "body", body));
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    all.forEach(FakeSatori::end);
    Loops.end(loop);
  }

  private final class Events extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame message) {
      if (!(message instanceof TextWebSocketFrame text)) {
        return;
      }
      JsonNode frame = MAPPER.readTree(text.text());
      synchronized (FakeSatori.this) {
        switch (frame.path("op").asInt(-1)) {
          case 1 -> {
            if (!mute) {
              send(context.channel(), frame(2, Map.of()));
            }
          }
          case 3 -> identify(context.channel(), frame.path("body"));
          default -> end(context.channel());
        }
      }
    }

    private void identify(Channel channel, JsonNode body) {
      identified.add(body);
      if (mute) {
        return;
      }
      if (!token.equals(body.path("token").asString(""))) {
        var _ =
            channel
                .writeAndFlush(new CloseWebSocketFrame(4004, "invalid token"))
                .addListener(ChannelFutureListener.CLOSE);
        return;
      }
      send(channel, frame(4, Map.of("logins", platform.logins(), "proxy_urls", List.of())));
      if (body.has("sn") && !forgets) {
        long last = body.path("sn").asLong(0);
        for (Map<String, Object> event : log) {
          if (event.get("sn") instanceof Long number && number > last) {
            send(channel, frame(0, event));
          }
        }
      }
      heard.add(channel);
      var _ = channel.closeFuture().addListener(_ -> heard.remove(channel));
    }
  }

  private final class Http extends SimpleChannelInboundHandler<FullHttpRequest> {
    Http() {
      super(false);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
        context.fireChannelRead(request);
        return;
      }
      String path = request.uri();
      String method = path.substring(path.lastIndexOf('/') + 1);
      boolean authorized =
          ("Bearer " + token).equals(request.headers().get(HttpHeaderNames.AUTHORIZATION));
      String login =
          request.headers().get("Satori-Platform") + "/" + request.headers().get("Satori-User-ID");
      byte[] body = new byte[request.content().readableBytes()];
      request.content().readBytes(body);
      request.release();
      called.add(method);
      Runnable answer =
          () -> {
            Result result;
            synchronized (FakeSatori.this) {
              result =
                  !authorized
                      ? Result.failed(401)
                      : method.equals(failing)
                          ? Result.failed(500)
                          : path.startsWith(PATH + "/v1/proxy/")
                              ? proxy(path.substring((PATH + "/v1/proxy/").length()))
                              : platform.call(login, method, MAPPER.readTree(body));
            }
            respond(context, result);
          };
      synchronized (FakeSatori.this) {
        if (slow) {
          heldBack.add(answer);
          return;
        }
      }
      answer.run();
    }

    private Result proxy(String source) {
      byte[] file = platform.file(java.net.URLDecoder.decode(source, StandardCharsets.UTF_8));
      return file.length == 0 ? Result.failed(404) : Result.of(file);
    }

    private static void respond(ChannelHandlerContext context, Result result) {
      byte[] bytes =
          result.body() instanceof byte[] raw
              ? raw
              : result.body() instanceof String text
                  ? text.getBytes(StandardCharsets.UTF_8)
                  : MAPPER.writeValueAsBytes(result.body());
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(result.status()),
              Unpooled.wrappedBuffer(bytes));
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
      result.headers().forEach(response.headers()::set);
      var _ = context.writeAndFlush(response);
    }
  }
}
