@NullMarked
package dev.steward.adapter.irc;

import org.jspecify.annotations.NullMarked;
