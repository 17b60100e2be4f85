@NullMarked
package dev.steward.server.export;

import org.jspecify.annotations.NullMarked;
