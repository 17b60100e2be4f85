package dev.steward.adapter.onebot;

import dev.steward.wire.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The fake as a WebSocket server on loopback, such as implementations offer. */
public final class FakeSocketServer implements AutoCloseable {
  private final OneBotFake fake;
  private volatile String token;
  private final EventLoopGroup loop = Loops.one("onebot-fake");
  private final Set<Channel> callers = ConcurrentHashMap.newKeySet();
  private final Channel listening;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean cut;
  private volatile @Nullable String greeting;

  private FakeSocketServer(OneBotFake fake, String token, int port) {
    this.fake = fake;
    this.token = token;
    this.listening =
        new ServerBootstrap()
            .group(loop)
            .channel(Loops.server())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel caller) {
                    prepare(caller);
                  }
                })
            .bind("127.0.0.1", port)
            .syncUninterruptibly()
            .channel();
  }

  public static FakeSocketServer start(OneBotFake fake, String token) {
    return new FakeSocketServer(fake, token, 0);
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Cuts all callers and turns new ones away, while life in the groups goes on. */
  public void cut() {
    cut = true;
    callers.forEach(caller -> caller.close().syncUninterruptibly());
  }

  /** The access token is another one from now on; whoever came with the old one is cut. */
  void token(String next) {
    token = next;
    callers.forEach(caller -> caller.close().syncUninterruptibly());
  }

  public void heal() {
    cut = false;
  }

  /** How often somebody has come in. */
  int calls() {
    return calls.get();
  }

  /** Says only this to everybody, nothing if it is empty, and hangs up. */
  void greeting(String frame) {
    greeting = frame;
  }

  private void prepare(Channel caller) {
    calls.incrementAndGet();
    if (cut) {
      var _ = caller.close();
      return;
    }
    caller
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(65_536),
            new Gate(),
            new WebSocketServerProtocolHandler(
                WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath("/")
                    .checkStartsWith(true)
                    .maxFramePayloadLength(4 << 20)
                    .build()),
            new Caller());
  }

  /** Turns away who has no token. */
  private final class Gate extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      if (token.isEmpty() || ("Bearer " + token).equals(request.headers().get("authorization"))) {
        context.fireChannelRead(request.retain());
        return;
      }
      var _ =
          context
              .writeAndFlush(
                  new DefaultFullHttpResponse(
                      HttpVersion.HTTP_1_1, HttpResponseStatus.UNAUTHORIZED))
              .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private final class Caller extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private @Nullable Consumer<String> events;

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
        String only = greeting;
        if (only != null) {
          if (!only.isEmpty()) {
            send(context, only);
          }
          var _ =
              context
                  .writeAndFlush(new CloseWebSocketFrame())
                  .addListener(ChannelFutureListener.CLOSE);
          return;
        }
        callers.add(context.channel());
        send(context, fake.lifecycle());
        events = frame -> send(context, frame);
        fake.listen(events);
      }
      super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      fake.call(frame.text(), answer -> send(context, answer));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // What was said to a caller who has hung up.
      var _ = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      if (events != null) {
        fake.listenNoMore(events);
      }
      callers.remove(context.channel());
      super.channelInactive(context);
    }
  }

  private static void send(ChannelHandlerContext context, String frame) {
    var _ = context.writeAndFlush(new TextWebSocketFrame(frame), context.voidPromise());
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    Loops.end(loop);
  }
}
