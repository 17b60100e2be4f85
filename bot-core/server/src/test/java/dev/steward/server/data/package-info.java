@NullMarked
package dev.steward.server.data;

import org.jspecify.annotations.NullMarked;
