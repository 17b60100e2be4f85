package dev.steward.adapter.template;

import dev.steward.wire.Loops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.flow.FlowControlHandler;
import java.nio.charset.StandardCharsets;

/** One TCP connection: lines in, lines out. Listeners are called on the loop's thread. */
final class Line {
  private static final int MOST_BYTES = 1 << 20;
  private static final int CONNECT_MILLIS = 10_000;

  private final Channel channel;

  /** Hears what comes; must not block. */
  interface Listener {
    void opened(Line line);

    void heard(Line line, String json);

    /** It has ended, or could not be made; called once for each {@link Line#dial}. */
    void ended(String why);
  }

  private Line(Channel channel) {
    this.channel = channel;
  }

  /** Connects and returns at once. */
  static void dial(TemplateSettings to, EventLoopGroup loop, Listener listener) {
    Ears ears = new Ears(listener);
    var _ =
        new Bootstrap()
            .group(loop)
            .channel(Loops.client())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) {
                    made.pipeline()
                        .addLast(
                            new LineBasedFrameDecoder(MOST_BYTES, true, true),
                            new StringDecoder(StandardCharsets.UTF_8),
                            // One line at a time, so that a pause holds from the next line on.
                            new FlowControlHandler(),
                            ears);
                  }
                })
            .connect(to.host(), to.port())
            .addListener(
                done -> {
                  if (!done.isSuccess()) {
                    ears.end("can't connect to " + to.address());
                  }
                });
  }

  /** Sends a line; one that can't be sent any more is lost with the connection. */
  void send(String json) {
    var _ =
        channel.writeAndFlush(
            channel.alloc().buffer().writeBytes((json + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads no more for now, or reads on. */
  void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  void close() {
    var _ = channel.close();
  }

  private static final class Ears extends SimpleChannelInboundHandler<String> {
    private final Listener listener;
    private String why = "the server closed the connection";
    private boolean ended;

    Ears(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      listener.opened(new Line(context.channel()));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String json) {
      listener.heard(new Line(context.channel()), json);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      why =
          cause instanceof TooLongFrameException
              ? "a line longer than " + MOST_BYTES + " bytes"
              : "the connection broke: " + cause.getClass().getSimpleName();
      var _ = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      end(why);
    }

    void end(String reason) {
      if (!ended) {
        ended = true;
        listener.ended(reason);
      }
    }
  }
}
