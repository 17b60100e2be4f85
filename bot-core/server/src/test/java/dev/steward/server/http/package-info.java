@NullMarked
package dev.steward.server.http;

import org.jspecify.annotations.NullMarked;
