/**
 * Recovery's storage and the portal's accounts, in an SQL database.
 *
 * <p>For portals that run on more than one node or must not forget. Read {@link org.recupera.jdbc.JdbcStorage} first
 * for what the library keeps, then {@link org.recupera.jdbc.UserTable} for the portal's own table of accounts.
 */
@NullMarked
package org.recupera.jdbc;

import org.jspecify.annotations.NullMarked;
