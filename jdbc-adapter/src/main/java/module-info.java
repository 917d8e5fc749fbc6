/** Keeps the state of account recovery in an SQL database. */
module org.recupera.jdbc {
    requires transitive java.sql;
    requires transitive org.recupera;
    requires static org.jspecify;

// The compiler refuses to export a package without a type: uncomment with the first one.
// exports org.recupera.jdbc;
}
