package org.recupera.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;

/**
 * A portal's table that keeps the canonical form of each identifier beside it, in a column with an index.
 *
 * <p>It holds so many accounts that reading all of them is no choice for a database.
 */
final class KeyedTable {

    private static final Map<IdentifierKind, String> COLUMNS = new EnumMap<>(Map.of(
            IdentifierKind.USERNAME, "usuario_canonico",
            IdentifierKind.EMAIL, "correo_canonico",
            IdentifierKind.NATIONAL_ID, "identidad_canonica",
            IdentifierKind.PHONE, "telefono_canonico"));

    private final TestDatabase database;
    private final PortalTable table;

    private KeyedTable(TestDatabase database, PortalTable table) {
        this.database = database;
        this.table = table;
    }

    /**
     * Adds the columns to a table, their indexes, and a crowd of accounts.
     *
     * @param type what the columns are, such as a text with a collation
     */
    static KeyedTable of(TestDatabase database, PortalTable table, String type) {
        COLUMNS.forEach((kind, column) -> database.execute(
                "ALTER TABLE cuenta ADD COLUMN " + column + " " + type,
                "CREATE INDEX " + index(kind) + " ON cuenta (" + column + ")"));
        String rows = IntStream.range(1_000_000, 1_002_000)
                .mapToObj(n -> "(" + n + ", 'honducompras', '" + crowd(IdentifierKind.USERNAME, n) + "', "
                        + COLUMNS.keySet().stream()
                                .map(kind -> "'" + crowd(kind, n) + "'")
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining(", "));
        database.execute(
                "INSERT INTO cuenta (id, portal, usuario, " + String.join(", ", COLUMNS.values()) + ") VALUES " + rows);
        return new KeyedTable(database, table);
    }

    static UserTable columns() {
        return UserTable.named("cuenta", "id", IdType.INTEGER)
                .portal("portal")
                .username("usuario", "usuario_canonico = :value")
                .email("correo", "correo_canonico = :value")
                .nationalId("identidad", "identidad_canonica = :value")
                .phone("telefono", "telefono_canonico = :value")
                .displayName("nombre")
                .language("idioma")
                .enabledWhen("activo")
                .formerEmail("correo_anterior")
                .secondFactorWhen("segundo_factor")
                .passwordVersion("version", VersionType.COUNTER)
                .build();
    }

    static String index(IdentifierKind kind) {
        return "cuenta_por_" + COLUMNS.get(kind);
    }

    static Identifier oneOfTheCrowd(IdentifierKind kind) {
        return Identifier.read(kind, crowd(kind, 1_000_007)).identifier().orElseThrow();
    }

    AccountId enrol(Account account) {
        AccountId id = table.enrol(account, null);
        String sets = COLUMNS.values().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        try (Connection connection = database.node().getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE cuenta SET " + sets + " WHERE id = " + id.value())) {
            int parameter = 1;
            for (IdentifierKind kind : COLUMNS.keySet()) {
                update.setString(parameter++, canonical(kind, account));
            }
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return id;
    }

    private static String crowd(IdentifierKind kind, int number) {
        return switch (kind) {
            case USERNAME -> "otra" + number;
            case EMAIL -> "otra" + number + "@example.org";
            case NATIONAL_ID -> Integer.toString(number);
            case PHONE -> "+5048" + number;
        };
    }

    private static @Nullable String canonical(IdentifierKind kind, Account account) {
        return account.identifier(kind)
                .flatMap(stored -> Identifier.read(kind, stored).identifier())
                .map(Identifier::value)
                .orElse(null);
    }
}
