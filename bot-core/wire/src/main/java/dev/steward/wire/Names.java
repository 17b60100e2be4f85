package dev.steward.wire;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;

/**
 * Looks up host names on threads of their own: Java's look-up blocks, and a slow name server would
 * stop everything that a connection's one thread does.
 */
public final class Names extends AddressResolverGroup<InetSocketAddress> {
  /** For all connections. */
  public static final Names OFF_THE_LOOP = new Names();

  private Names() {}

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new InetNameResolver(executor) {
      @Override
      protected void doResolve(String name, Promise<InetAddress> promise) {
        look(name, promise, all -> all[0]);
      }

      @Override
      protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
        look(name, promise, List::of);
      }
    }.asAddressResolver();
  }

  private static <T> void look(String name, Promise<T> promise, Function<InetAddress[], T> found) {
    var _ =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    promise.trySuccess(found.apply(InetAddress.getAllByName(name)));
                  } catch (UnknownHostException unknown) {
                    promise.tryFailure(unknown);
                  }
                });
  }
}
