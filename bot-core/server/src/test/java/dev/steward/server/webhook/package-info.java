@NullMarked
package dev.steward.server.webhook;

import org.jspecify.annotations.NullMarked;
