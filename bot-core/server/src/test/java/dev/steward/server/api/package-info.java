@NullMarked
package dev.steward.server.api;

import org.jspecify.annotations.NullMarked;
