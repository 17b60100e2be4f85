/** The web chat's tests: the adapters' contract, and what only a room can promise. */
@NullMarked
package dev.steward.adapter.web;

import org.jspecify.annotations.NullMarked;
