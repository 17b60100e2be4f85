package dev.steward.server;

import com.linecorp.armeria.server.ServerBuilder;

/** A part of Steward's HTTP port: the console, the admin API, the adapters' mounts. */
@FunctionalInterface
public interface HttpPart {
  /** Adds its services; called once, before the port opens. */
  void attach(ServerBuilder builder);
}
