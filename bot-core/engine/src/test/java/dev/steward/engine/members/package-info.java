@NullMarked
package dev.steward.engine.members;

import org.jspecify.annotations.NullMarked;
