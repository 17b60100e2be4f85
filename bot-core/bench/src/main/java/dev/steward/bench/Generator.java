package dev.steward.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A OneBot implementation's feed on loopback: it floods a bot as fast as the bot reads, or offers
 * lines at a rate, and counts the deletions and mutes that come back, each answered and followed by
 * its notice as a real implementation does.
 */
final class Generator implements AutoCloseable {
  private static final int MOST_LINES = 8_000_000;
  private static final int MOST_LATENCIES = 400_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final PeerTalk talk;
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listening;
  private final CountDownLatch called = new CountDownLatch(1);
  private final long[] sentAt = new long[MOST_LINES];
  private final int[] latencies = new int[MOST_LATENCIES];
  private volatile @Nullable Channel bot;
  private final AtomicInteger latencyCount = new AtomicInteger();
  private volatile boolean recording;
  private final AtomicInteger deleted = new AtomicInteger();
  private final AtomicInteger muted = new AtomicInteger();
  private final AtomicLong calls = new AtomicLong();
  private volatile long lastNanos;
  private byte[][] frames = new byte[0][];
  private int first;
  private int next;
  private boolean pumping;

  Generator(PeerTalk talk) {
    this.talk = talk;
    listening =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(128 << 10, 512 << 10))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel caller) {
                    caller
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(65_536),
                            new WebSocketServerProtocolHandler(
                                WebSocketServerProtocolConfig.newBuilder()
                                    .websocketPath("/")
                                    .checkStartsWith(true)
                                    .maxFramePayloadLength(1 << 20)
                                    .build()),
                            new Ears());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  String address() {
    return "ws://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + "/";
  }

  /** Waits until the bot is there and has asked what it wants to know at first. */
  boolean awaitBot() throws InterruptedException {
    if (!called.await(60, TimeUnit.SECONDS)) {
      return false;
    }
    long before = -1;
    for (int i = 0; i < 60 && calls.get() != before; i++) {
      before = calls.get();
      TimeUnit.SECONDS.sleep(3);
    }
    return true;
  }

  /**
   * What a run has shown.
   *
   * @param missing deletions and mutes that never came
   * @param seconds from the first line to the last action
   */
  record Run(int missing, double seconds, int[] deleteMicros) {
    /** A percentile of the time from a line's write to its deletion, in milliseconds. */
    double millis(double percentile) {
      return deleteMicros.length == 0
          ? Double.NaN
          : deleteMicros[(int) Math.min(deleteMicros.length - 1, deleteMicros.length * percentile)]
              / 1_000.0;
    }
  }

  /** As fast as the bot reads. */
  Run flood(int from, int count) throws InterruptedException {
    begin(from, count, false);
    long start = System.nanoTime();
    channel().eventLoop().execute(() -> pump(channel()));
    return end(from, count, start);
  }

  /** At a rate, whatever the bot does. */
  Run offer(int from, int count, int perSecond) throws InterruptedException {
    begin(from, count, true);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + i * 1_000_000_000L / perSecond;
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      sentAt[from + i] = System.nanoTime();
      send(channel(), frames[i]);
    }
    return end(from, count, start);
  }

  private Channel channel() {
    return Objects.requireNonNull(bot, "no bot");
  }

  private void begin(int from, int count, boolean record) {
    frames = new byte[count][];
    for (int i = 0; i < count; i++) {
      frames[i] = talk.frame(from + i);
    }
    first = from;
    next = record ? from + count : from;
    deleted.set(0);
    muted.set(0);
    latencyCount.set(0);
    recording = record;
  }

  private Run end(int from, int count, long start) throws InterruptedException {
    int expected = talk.violations(from, count);
    long until = System.nanoTime() + PATIENCE_NANOS;
    while ((deleted.get() < expected || muted.get() < expected) && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    int[] sorted = Arrays.copyOf(latencies, Math.min(MOST_LATENCIES, latencyCount.get()));
    Arrays.sort(sorted);
    return new Run(2 * expected - deleted.get() - muted.get(), (lastNanos - start) / 1e9, sorted);
  }

  private void pump(Channel to) {
    if (pumping) {
      return;
    }
    pumping = true;
    int written = 0;
    while (next < first + frames.length && to.isWritable()) {
      var _ = to.write(frame(frames[next++ - first]), to.voidPromise());
      if (++written % 64 == 0) {
        to.flush();
      }
    }
    to.flush();
    pumping = false;
  }

  private static void send(Channel to, byte[] bytes) {
    var _ = to.writeAndFlush(frame(bytes), to.voidPromise());
  }

  private static TextWebSocketFrame frame(byte[] bytes) {
    return new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes));
  }

  @Override
  public void close() {
    var _ = listening.close().syncUninterruptibly();
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Ears extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
        bot = context.channel();
        say(
            context,
            event("meta_event", "\"meta_event_type\":\"lifecycle\",\"sub_type\":\"connect\""));
        called.countDown();
      }
      super.userEventTriggered(context, event);
    }

    /** A bot that ends resets its line; what it left undone shows in the counts. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      if (context.channel().isWritable()) {
        pump(context.channel());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      long now = System.nanoTime();
      calls.incrementAndGet();
      String call = frame.text();
      String echo = echo(call);
      if (call.contains("\"delete_msg\"")) {
        int line = (int) number(call, "\"message_id\":");
        answer(context, "null", echo);
        notice(
            context,
            "group_recall",
            "\"group_id\":"
                + talk.groupOf(line)
                + ",\"user_id\":"
                + (PeerTalk.FIRST_VIOLATOR + line)
                + ",\"message_id\":"
                + line);
        int nth = recording ? latencyCount.getAndIncrement() : MOST_LATENCIES;
        if (nth < MOST_LATENCIES) {
          latencies[nth] = (int) ((now - sentAt[line]) / 1_000);
        }
        deleted.incrementAndGet();
        lastNanos = now;
      } else if (call.contains("\"set_group_ban\"")) {
        answer(context, "null", echo);
        notice(
            context,
            "group_ban",
            "\"sub_type\":\"ban\",\"group_id\":"
                + number(call, "\"group_id\":")
                + ",\"user_id\":"
                + number(call, "\"user_id\":")
                + ",\"duration\":"
                + number(call, "\"duration\":"));
        muted.incrementAndGet();
        lastNanos = now;
      } else {
        answer(context, data(call), echo);
      }
    }

    private String data(String call) {
      if (call.contains("\"get_login_info\"")) {
        return "{\"user_id\":" + PeerTalk.SELF + ",\"nickname\":\"bot\"}";
      }
      if (call.contains("\"get_group_member_info\"")) {
        return "{\"user_id\":" + PeerTalk.SELF + ",\"role\":\"admin\",\"nickname\":\"bot\"}";
      }
      if (call.contains("\"get_group_list\"")) {
        StringBuilder groups = new StringBuilder("[");
        for (int i = 0; i < talk.groups; i++) {
          groups.append(i == 0 ? "" : ",").append("{\"group_id\":").append(PeerTalk.group(i));
          groups.append(",\"group_name\":\"").append(i).append("\"}");
        }
        return groups.append(']').toString();
      }
      return "{}";
    }

    private void notice(ChannelHandlerContext context, String type, String more) {
      say(
          context,
          event(
              "notice",
              "\"notice_type\":\"" + type + "\",\"operator_id\":" + PeerTalk.SELF + "," + more));
    }

    private static String event(String type, String more) {
      return "{\"time\":"
          + System.currentTimeMillis() / 1_000
          + ",\"self_id\":"
          + PeerTalk.SELF
          + ",\"post_type\":\""
          + type
          + "\","
          + more
          + "}";
    }

    private static void answer(ChannelHandlerContext context, String data, String echo) {
      say(
          context,
          "{\"status\":\"ok\",\"retcode\":0,\"data\":"
              + data
              + ",\"message\":\"\",\"echo\":"
              + echo
              + "}");
    }

    private static void say(ChannelHandlerContext context, String frame) {
      var _ = context.writeAndFlush(new TextWebSocketFrame(frame), context.voidPromise());
    }
  }

  private static String echo(String call) {
    int at = call.indexOf("\"echo\":");
    if (at < 0) {
      return "null";
    }
    int from = at + 7;
    int to = from;
    while (to < call.length() && call.charAt(to) != ',' && call.charAt(to) != '}') {
      to++;
    }
    return call.substring(from, to);
  }

  private static long number(String call, String key) {
    int at = call.indexOf(key);
    if (at < 0) {
      return -1;
    }
    long value = 0;
    for (int i = at + key.length(); i < call.length(); i++) {
      char c = call.charAt(i);
      if (Character.isDigit(c)) {
        value = value * 10 + c - '0';
      } else if (c != '"' && c != ' ') {
        break;
      }
    }
    return value;
  }
}
