@NullMarked
package dev.steward.server.opinion;

import org.jspecify.annotations.NullMarked;
