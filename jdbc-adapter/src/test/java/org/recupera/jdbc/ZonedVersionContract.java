package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordStore.Result;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/** Nodes in different time zones that share a column of type TIMESTAMP WITH TIME ZONE, and ids of type UUID. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class ZonedVersionContract {

    private static final PortalId PORTAL = new PortalId("portal");
    private static final AccountId ACCOUNT = new AccountId("8a0c3f2e-1b1d-4c57-9f4e-6f0e9e2d7a11");
    private static final Instant NOW = Instant.parse("2026-11-01T06:30:00.000001Z");

    /** A database of the class's own. */
    abstract TestDatabase database();

    @Test
    void A_version_reads_alike_in_every_time_zone() {
        database()
                .execute(
                        "CREATE TABLE \"Cuenta\" (id UUID PRIMARY KEY, usuario VARCHAR(20), correo VARCHAR(80), clave VARCHAR(20),"
                                + " cambio TIMESTAMP WITH TIME ZONE)",
                        "INSERT INTO \"Cuenta\" VALUES ('" + ACCOUNT + "', 'Maria', NULL, 'x', NULL)");
        UserTable table = UserTable.named("\"Cuenta\"", "id", IdType.UUID)
                .username("usuario")
                .email("correo")
                .passwordVersion("cambio", VersionType.TIMESTAMP_WITH_TIME_ZONE)
                .build();
        List<DataSource> nodes = List.of(
                database().pool(config -> config.setConnectionInitSql("SET TIME ZONE 'America/Tegucigalpa'")),
                database().pool(config -> config.setConnectionInitSql("SET TIME ZONE 'Asia/Kolkata'")));
        assertThat(versions(nodes, table)).containsOnly("1970-01-01T00:00:00Z");
        JdbcPasswordStore store = JdbcPasswordStore.over(nodes.get(0), table, "clave", new PlainText());
        assertThat(store.replace(change("1970-01-01T00:00:00Z"))).isEqualTo(Result.REPLACED);
        assertThat(versions(nodes, table)).containsOnly(NOW.toString());
        assertThat(store.replace(change("1970-01-01T00:00:00Z"))).isEqualTo(Result.STALE);
        assertThat(JdbcPasswordStore.over(nodes.get(1), table, "clave", new PlainText())
                        .replace(new PasswordChange(
                                PORTAL, ACCOUNT, NOW.toString(), Secret.of("b"), NOW.plusSeconds(1), false)))
                .isEqualTo(Result.REPLACED);
        assertThat(JdbcUserDirectory.over(nodes.get(0), table).byId(PORTAL, new AccountId("no uuid")))
                .isEmpty();
    }

    private static PasswordChange change(String seen) {
        return new PasswordChange(PORTAL, ACCOUNT, seen, Secret.of("a"), NOW, false);
    }

    private static List<String> versions(List<DataSource> nodes, UserTable table) {
        List<String> versions = new ArrayList<>();
        for (DataSource node : nodes) {
            versions.add(JdbcUserDirectory.over(node, table)
                    .byId(PORTAL, ACCOUNT)
                    .flatMap(Account::passwordVersion)
                    .orElseThrow());
        }
        return versions;
    }
}
