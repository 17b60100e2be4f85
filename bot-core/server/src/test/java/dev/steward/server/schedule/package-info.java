@NullMarked
package dev.steward.server.schedule;

import org.jspecify.annotations.NullMarked;
