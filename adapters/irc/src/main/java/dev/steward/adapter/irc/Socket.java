package dev.steward.adapter.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.wire.Loops;
import dev.steward.wire.Names;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * The lines between us and a server, over TLS or not. A line has a largest size: longer, and the
 * connection is cut. Methods may be called from any thread.
 */
final class Socket {
  /** Tags 8,191 bytes, the rest 512, and some to spare. */
  static final int LONGEST_LINE = 16_384;

  private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(512 << 10, 1 << 20);
  private static final int CONNECT_MILLIS = 15_000;

  private final Channel channel;

  private Socket(Channel channel) {
    this.channel = channel;
  }

  /** Hears what comes, on the connection's thread. */
  interface Ears {
    /** It is connected, and where there is TLS the server is who it should be. */
    void opened(Socket socket);

    void heard(Line line);

    /** Something that is no line, and was left out. */
    void malformed();

    /** It has ended, or was never made; called once. */
    void closed(Why why);
  }

  /**
   * Why a connection ended.
   *
   * @param blocked whether a person must do something
   * @param pause at least so long until the next try
   */
  record Why(String text, boolean blocked, Duration pause) {
    /** It may be better at once. */
    static Why cut(String text) {
      return new Why(text, false, Duration.ZERO);
    }

    /** A person must do something, and may have done it in a few minutes. */
    static Why blocked(String text) {
      return new Why(text, true, Duration.ofMinutes(5));
    }
  }

  /** Connects and returns at once. */
  static void dial(IrcSettings settings, EventLoopGroup loop, boolean reading, Ears ears) {
    Lines lines = new Lines(settings, ears);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(Loops.client())
            .resolver(Names.OFF_THE_LOOP)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.AUTO_READ, reading)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) throws SSLException {
                    prepare(made, settings, lines);
                  }
                });
    var _ =
        bootstrap
            .connect(settings.server(), settings.port())
            .addListener(
                done -> {
                  if (!done.isSuccess()) {
                    lines.end(
                        Why.cut("can't connect to " + settings.server() + ":" + settings.port()));
                  }
                });
  }

  /** What a connection reads with. */
  static void prepare(Channel made, IrcSettings settings, Lines lines) throws SSLException {
    if (settings.tls()) {
      SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
      if (!settings.fingerprint().isEmpty()) {
        // Exactly this certificate: its names and who signed it say no more than that.
        builder.trustManager(new PinnedTrust(settings.fingerprint()));
        builder.endpointIdentificationAlgorithm(null);
      }
      SslContext tls = builder.build();
      made.pipeline().addLast(tls.newHandler(made.alloc(), settings.server(), settings.port()));
    }
    made.pipeline()
        .addLast(
            new FlushConsolidationHandler(256, true),
            new LineBasedFrameDecoder(LONGEST_LINE, true, true),
            lines);
  }

  /**
   * Sends a line. What can't be sent any more is lost with the connection: {@code closed} follows.
   *
   * @throws IllegalArgumentException when it would be more than one line
   */
  void send(Line line) {
    byte[] bytes = (line.written() + "\r\n").getBytes(UTF_8);
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
  }

  /** Whether more than a megabyte waits to be sent: the other side does not read. */
  boolean clogged() {
    return !channel.isWritable();
  }

  /** Reads no more for now, or reads on. */
  void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  void close() {
    var _ = channel.close();
  }

  /** Tells each line to the ears: heard, or malformed. */
  static final class Lines extends SimpleChannelInboundHandler<ByteBuf> {
    private final IrcSettings settings;
    private final Ears ears;
    private boolean ended;
    private Why why = Why.cut("the server closed the connection");

    Lines(IrcSettings settings, Ears ears) {
      this.settings = settings;
      this.ears = ears;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
      if (!settings.tls()) {
        ears.opened(new Socket(context.channel()));
      }
      super.channelActive(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
        ears.opened(new Socket(context.channel()));
      }
      super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      if (ended || !bytes.isReadable()) {
        return;
      }
      Line line;
      try {
        line = Line.parse(bytes.toString(UTF_8));
      } catch (IllegalArgumentException noLine) {
        ears.malformed();
        return;
      }
      ears.heard(line);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      Throwable first = cause;
      while (first.getCause() != null && !(first instanceof SSLException)) {
        first = first.getCause();
      }
      why = why(first);
      var _ = context.close();
    }

    private Why why(Throwable cause) {
      return switch (cause) {
        case TooLongFrameException _ ->
            Why.cut("the server sent a line of more than " + LONGEST_LINE + " bytes");
        case TooMuchException much -> Why.cut(String.valueOf(much.getMessage()));
        case SSLException tls -> why(tls);
        case ClosedChannelException _ -> why;
        default -> Why.cut("the connection broke: " + cause.getClass().getSimpleName());
      };
    }

    /** A certificate that is not trusted is for a person to mend; the rest may be a bad line. */
    private Why why(SSLException tls) {
      Throwable inner = tls;
      boolean certificate = false;
      while (inner.getCause() != null) {
        inner = inner.getCause();
        certificate |= inner instanceof CertificateException;
      }
      String message = inner.getMessage();
      String told = "TLS: " + (message == null ? inner.getClass().getSimpleName() : message);
      if (!certificate) {
        return Why.cut(told);
      }
      return Why.blocked(
          settings.fingerprint().isEmpty()
              ? told
                  + " (expected: a certificate for "
                  + settings.server()
                  + " that this machine trusts, or adapters.irc.fingerprint)"
              : told);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      end(why);
      super.channelInactive(context);
    }

    void end(Why told) {
      if (!ended) {
        ended = true;
        ears.closed(told);
      }
    }
  }
}
