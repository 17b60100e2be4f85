package dev.steward.wire;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The thread that a connection reads and writes on: one for each adapter, epoll where the machine
 * has it.
 */
public final class Loops {
  private Loops() {}

  /** A group of one thread; whoever makes it ends it by {@link #end}. */
  public static EventLoopGroup one(String name) {
    IoHandlerFactory handlers =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), handlers);
  }

  /** The kind of channel that connects to others. */
  public static Class<? extends Channel> client() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** The kind of channel that others connect to. */
  public static Class<? extends ServerChannel> server() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /** Ends a group and waits, at most five seconds. Not to be called on its own thread. */
  public static void end(EventLoopGroup loop) {
    boolean ended =
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    if (!ended) {
      throw new IllegalStateException("a connection's thread did not end within five seconds");
    }
  }
}
