@NullMarked
package dev.steward.server.rules;

import org.jspecify.annotations.NullMarked;
