package dev.steward.wire;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to a platform. Frames and messages have a largest size, and nothing is ever unpacked
 * (no extension is offered), so that no server can fill the memory. Methods may be called from any
 * thread.
 */
public final class WebSocketLine {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int HANDSHAKE_MILLIS = 10_000;
  private static final int FAREWELL_SECONDS = 2;

  /**
   * What the system takes in ahead of us, in bytes; by itself it takes megabytes. What the other
   * side answers comes behind all that it said before, so in a flood a deletion's answer is late by
   * all that waits here.
   */
  public static final int UNREAD = 128 << 10;

  /** What Netty makes of an answer that is not HTTP. */
  private static final int NO_HTTP = 999;

  private final Channel channel;

  private WebSocketLine(Channel channel) {
    this.channel = channel;
  }

  /**
   * Where to.
   *
   * @param uri {@code ws} or {@code wss}
   * @param mostBytes the largest message
   */
  public record Address(URI uri, Map<String, String> headers, int mostBytes) {
    public Address {
      headers = Map.copyOf(headers);
    }

    boolean secure() {
      return "wss".equalsIgnoreCase(uri.getScheme());
    }

    int port() {
      return uri.getPort() >= 0 ? uri.getPort() : secure() ? 443 : 80;
    }

    /** Without secrets: a token may stand in the query. */
    @Override
    public String toString() {
      return uri.getScheme() + "://" + uri.getHost() + ":" + port();
    }
  }

  /** Hears what comes. Called on the line's own thread; must not block. */
  public interface Listener {
    /** The handshake is done. */
    void opened(WebSocketLine line);

    /** A message; the bytes are lent for the time of the call. */
    void message(WebSocketLine line, ByteBuf utf8);

    /**
     * The line has ended, or was never made; called once. {@code status} is the HTTP status of a
     * refused handshake, the close code of a close frame, or 0.
     */
    void closed(int status, String reason);
  }

  /** Connects and returns at once. */
  public static void dial(Address address, EventLoopGroup loop, Listener listener) {
    dial(address, loop, HANDSHAKE_MILLIS, listener);
  }

  static void dial(Address address, EventLoopGroup loop, int handshakeMillis, Listener listener) {
    Ears ears = new Ears(listener, address.mostBytes);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(Loops.client())
            .resolver(Names.OFF_THE_LOOP)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_RCVBUF, UNREAD)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) throws SSLException {
                    prepare(made, address, handshakeMillis, ears);
                  }
                });
    ChannelFuture connecting = bootstrap.connect(address.uri.getHost(), address.port());
    var _ =
        connecting.addListener(
            done -> {
              if (!done.isSuccess()) {
                ears.end(0, "can't connect to " + address);
              }
            });
  }

  private static void prepare(Channel made, Address address, int handshakeMillis, Ears ears)
      throws SSLException {
    if (address.secure()) {
      SslContext tls = SslContextBuilder.forClient().build();
      made.pipeline().addLast(tls.newHandler(made.alloc(), address.uri.getHost(), address.port()));
    }
    HttpHeaders headers = new DefaultHttpHeaders();
    address.headers.forEach(headers::set);
    made.pipeline()
        .addLast(
            new FlushConsolidationHandler(256, true),
            new HttpClientCodec(),
            new HttpObjectAggregator(65_536),
            new Pings(),
            new WebSocketClientProtocolHandler(
                WebSocketClientProtocolConfig.newBuilder()
                    .webSocketUri(address.uri)
                    .customHeaders(headers)
                    .handshakeTimeoutMillis(handshakeMillis)
                    .maxFramePayloadLength(address.mostBytes)
                    .allowExtensions(false)
                    .withUTF8Validator(false)
                    .handleCloseFrames(false)
                    // Else a close waits until the other side has read a frame of ours.
                    .sendCloseFrame(null)
                    .dropPongFrames(true)
                    .build()),
            new WebSocketFrameAggregator(address.mostBytes),
            ears);
  }

  /** Sends a message. What can't be sent any more is lost with the line: {@code closed} follows. */
  public void send(String text) {
    var _ = channel.writeAndFlush(new TextWebSocketFrame(text), channel.voidPromise());
  }

  /** Reads no more for now, or reads on. */
  public void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  /** Ends the line with a close frame; without one where the other side takes nothing any more. */
  public void close() {
    close(channel);
  }

  /** The same for a WebSocket of a listener of one's own. */
  public static void close(Channel channel) {
    var _ =
        channel
            .writeAndFlush(new CloseWebSocketFrame(1000, ""))
            .addListener(ChannelFutureListener.CLOSE);
    if (!channel.eventLoop().isShuttingDown()) {
      var _ =
          channel
              .eventLoop()
              .schedule(
                  () -> {
                    var _ = channel.close();
                  },
                  FAREWELL_SECONDS,
                  SECONDS);
    }
  }

  private static final class Ears extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Listener listener;
    private final int mostBytes;
    private @Nullable WebSocketLine line;
    private boolean ended;
    private int status;
    private String reason = "the other side closed the connection";

    Ears(Listener listener, int mostBytes) {
      this.listener = listener;
      this.mostBytes = mostBytes;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        WebSocketLine opened = new WebSocketLine(context.channel());
        line = opened;
        listener.opened(opened);
      } else if (event
          == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
        reason = "the other side did not answer the WebSocket's opening";
      }
      super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      switch (frame) {
        case CloseWebSocketFrame close -> {
          status = close.statusCode();
          reason = "closed by the other side with code " + status;
          var _ = context.close();
        }
        case TextWebSocketFrame text -> heard(text.content());
        case BinaryWebSocketFrame binary -> heard(binary.content());
        default -> {
          // Pings and pongs are the protocol handler's.
        }
      }
    }

    private void heard(ByteBuf content) {
      if (line != null) {
        listener.message(line, content);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      Throwable why = cause.getCause() == null ? cause : cause.getCause();
      if (tooLarge(why)) {
        reason = "a message larger than " + mostBytes + " bytes";
      } else if (cause instanceof WebSocketClientHandshakeException refused) {
        refused(refused);
      } else {
        reason = "the connection broke: " + why.getClass().getSimpleName();
      }
      var _ = context.close();
    }

    private static boolean tooLarge(Throwable why) {
      return why instanceof TooLongFrameException
          || (why instanceof CorruptedWebSocketFrameException broken
              && broken.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG));
    }

    private void refused(WebSocketClientHandshakeException refused) {
      int code = refused.response() == null ? 0 : refused.response().status().code();
      if (code == NO_HTTP || code == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
        reason = "the other side does not open a WebSocket as it should";
        return;
      }
      status = code;
      reason = "the WebSocket was refused" + (status == 0 ? "" : " with HTTP status " + status);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      end(status, reason);
      super.channelInactive(context);
    }

    void end(int code, String why) {
      if (!ended) {
        ended = true;
        listener.closed(code, why);
      }
    }
  }
}
