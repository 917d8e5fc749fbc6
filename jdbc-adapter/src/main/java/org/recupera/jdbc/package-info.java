/**
 * Keeps everything in an SQL database, for portals that run on more than one node or must not forget. Read
 * JdbcSchema first, then JdbcTokenStore.
 */
@NullMarked
package org.recupera.jdbc;

import org.jspecify.annotations.NullMarked;
