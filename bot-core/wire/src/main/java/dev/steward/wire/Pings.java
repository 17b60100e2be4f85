package dev.steward.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;

/**
 * Stands before a WebSocket's protocol handler and drops pings while the other side does not take
 * what we send: else the answers of a flood of pings would fill the memory.
 */
public final class Pings extends ChannelInboundHandlerAdapter {
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof PingWebSocketFrame ping && !context.channel().isWritable()) {
      ping.release();
    } else {
      super.channelRead(context, message);
    }
  }
}
