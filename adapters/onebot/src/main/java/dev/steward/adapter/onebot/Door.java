package dev.steward.adapter.onebot;

import dev.steward.wire.Loops;
import dev.steward.wire.Pings;
import dev.steward.wire.WebSocketLine;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where implementations connect to us (reverse WebSocket). A caller without the token is turned
 * away before the handshake; frames have a largest size, callers a largest number.
 */
final class Door {
  private static final int MOST_CALLERS = 256;
  private static final int HANDSHAKE_SECONDS = 10;
  private static final AttributeKey<ScheduledFuture<?>> UNKNOWN_UNTIL =
      AttributeKey.valueOf(Door.class, "unknown until");

  private final String token;
  private final int mostBytes;
  private final ScheduledExecutorService timers;
  private final Tally tally;
  private final Callers callers;
  private final AtomicInteger open = new AtomicInteger();
  private final Channel listening;

  /** What a caller is for. */
  enum Role {
    API,
    EVENT,
    UNIVERSAL
  }

  /** Hears of callers. Called on the line's thread. */
  interface Callers {
    /** Somebody has come in; what they say goes to the answer. */
    Guest welcome(String selfId, Role role, Line line);
  }

  /** One caller. */
  interface Guest {
    /** The bytes are lent for the time of the call. */
    void message(ByteBuf utf8);

    /** The other side is there. */
    void pong();

    void left();
  }

  private Door(
      InetSocketAddress address,
      String token,
      int mostBytes,
      Tally tally,
      Callers callers,
      ScheduledExecutorService timers,
      EventLoopGroup loop)
      throws InterruptedException {
    this.token = token;
    this.mostBytes = mostBytes;
    this.tally = tally;
    this.callers = callers;
    this.timers = timers;
    this.listening =
        new ServerBootstrap()
            .group(loop)
            .channel(Loops.server())
            // Callers inherit it.
            .option(ChannelOption.SO_RCVBUF, WebSocketLine.UNREAD)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(256 << 10, 1 << 20))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel caller) {
                    prepare(caller);
                  }
                })
            .bind(address)
            .sync()
            .channel();
  }

  static Door open(
      InetSocketAddress address,
      String token,
      int mostBytes,
      Tally tally,
      Callers callers,
      ScheduledExecutorService timers,
      EventLoopGroup loop)
      throws InterruptedException {
    return new Door(address, token, mostBytes, tally, callers, timers, loop);
  }

  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  void close() {
    var _ = listening.close().awaitUninterruptibly(2_000);
  }

  private void prepare(Channel caller) {
    if (open.incrementAndGet() > MOST_CALLERS) {
      open.decrementAndGet();
      tally.refused.increment();
      var _ = caller.close();
      return;
    }
    var _ = caller.closeFuture().addListener(_ -> open.decrementAndGet());
    // From the first byte to the handshake, however slowly the bytes drip.
    ScheduledFuture<?> alarm =
        timers.schedule(
            () -> {
              var _ = caller.close();
            },
            HANDSHAKE_SECONDS,
            TimeUnit.SECONDS);
    caller.attr(UNKNOWN_UNTIL).set(alarm);
    var _ = caller.closeFuture().addListener(_ -> alarm.cancel(false));
    caller
        .pipeline()
        .addLast(
            new FlushConsolidationHandler(256, true),
            new HttpServerCodec(),
            new HttpObjectAggregator(65_536),
            new Reception());
  }

  /** Reads the request before the handshake. */
  private final class Reception extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      String selfId = request.headers().get("X-Self-ID", "");
      if (!tokenFits(request)) {
        tally.refused.increment();
        boolean given = !given(request).isEmpty();
        refuse(
            context,
            given ? HttpResponseStatus.FORBIDDEN : HttpResponseStatus.UNAUTHORIZED,
            given ? "the access token does not fit" : "the access token is missing");
      } else if (!selfId.matches("[0-9A-Za-z_-]{1,64}")) {
        tally.refused.increment();
        refuse(context, HttpResponseStatus.BAD_REQUEST, "X-Self-ID is missing");
      } else {
        Role role = role(request);
        context
            .pipeline()
            .addLast(
                new Pings(),
                new WebSocketServerProtocolHandler(
                    WebSocketServerProtocolConfig.newBuilder()
                        .websocketPath("/")
                        .checkStartsWith(true)
                        .allowExtensions(false)
                        .withUTF8Validator(false)
                        .maxFramePayloadLength(mostBytes)
                        .dropPongFrames(false)
                        .sendCloseFrame(null)
                        .build()),
                new WebSocketFrameAggregator(mostBytes),
                new Ears(selfId, role));
        context.fireChannelRead(request.retain());
        context.pipeline().remove(this);
      }
    }

    private static Role role(FullHttpRequest request) {
      String role = request.headers().get("X-Client-Role", "");
      String path = new QueryStringDecoder(request.uri()).path();
      if (role.equalsIgnoreCase("api") || (role.isEmpty() && path.endsWith("/api"))) {
        return Role.API;
      }
      return role.equalsIgnoreCase("event") || (role.isEmpty() && path.endsWith("/event"))
          ? Role.EVENT
          : Role.UNIVERSAL;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      broken(context, cause);
    }
  }

  /** Ends a line that broke; only what the other side said is counted, not that it went away. */
  private void broken(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      tally.malformed.increment();
    }
    var _ = context.close();
  }

  private boolean tokenFits(FullHttpRequest request) {
    return token.isEmpty() || same(token, given(request));
  }

  /** The token that a caller gives, or empty. */
  private static String given(FullHttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    int space = header.indexOf(' ');
    String given = space < 0 ? "" : header.substring(space + 1).strip();
    if (given.isEmpty()) {
      var query = new QueryStringDecoder(request.uri()).parameters().get("access_token");
      given = query == null ? "" : query.getFirst();
    }
    return given;
  }

  /** Compares in constant time. */
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(
      ChannelHandlerContext context, HttpResponseStatus status, String words) {
    DefaultFullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            Unpooled.copiedBuffer(words + "\n", StandardCharsets.UTF_8));
    answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
    var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }

  /** A caller after the handshake. */
  private final class Ears extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final String selfId;
    private final Role role;
    private @Nullable Guest guest;

    Ears(String selfId, Role role) {
      this.selfId = selfId;
      this.role = role;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
        context.channel().attr(UNKNOWN_UNTIL).get().cancel(false);
        guest = callers.welcome(selfId, role, new ServerLine(context.channel()));
      }
      super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (guest != null
          && (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame)) {
        guest.message(frame.content());
      } else if (guest != null && frame instanceof PongWebSocketFrame) {
        guest.pong();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      broken(context, cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      if (guest != null) {
        guest.left();
        guest = null;
      }
      super.channelInactive(context);
    }
  }

  private record ServerLine(Channel channel) implements Line {
    @Override
    public void send(String text) {
      var _ = channel.writeAndFlush(new TextWebSocketFrame(text), channel.voidPromise());
    }

    @Override
    public void ping() {
      var _ = channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
    }

    @Override
    public void reading(boolean on) {
      channel.config().setAutoRead(on);
    }

    @Override
    public void close() {
      WebSocketLine.close(channel);
    }
  }
}
