@NullMarked
package dev.steward.server.platforms;

import org.jspecify.annotations.NullMarked;
