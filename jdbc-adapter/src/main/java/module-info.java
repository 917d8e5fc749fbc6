/** Keeps the state of account recovery in an SQL database. */
module org.recupera.jdbc {
    requires transitive java.sql;
    requires transitive org.recupera;
    requires static org.jspecify;

    exports org.recupera.jdbc;
}
