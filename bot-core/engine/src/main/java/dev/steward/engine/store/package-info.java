/**
 * The database: opening it, its schema, and SQL on a lane's own connection.
 *
 * <p>Start here: {@link dev.steward.engine.store.Database}; then {@link
 * dev.steward.engine.store.Sql}, through which a lane reads and writes, and {@link
 * dev.steward.engine.store.Journal}. SQL is written so that SQLite and PostgreSQL both take it.
 */
@NullMarked
package dev.steward.engine.store;

import org.jspecify.annotations.NullMarked;
