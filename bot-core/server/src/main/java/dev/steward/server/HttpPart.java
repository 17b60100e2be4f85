package dev.steward.server;

import com.linecorp.armeria.server.ServerBuilder;

/** A part of Steward's HTTP port, such as the console; attached once, before the port opens. */
public interface HttpPart {
  /** Adds its routes. */
  void attach(ServerBuilder builder);
}
