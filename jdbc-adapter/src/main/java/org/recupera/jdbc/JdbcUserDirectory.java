package org.recupera.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.UserDirectory;

/**
 * Reads accounts from the portal's own tables, in any SQL database.
 *
 * <p>Each call takes one connection and sends one query. At most 100 rows are read. What a column cannot hold, such as
 * letters outside its character set or a word where it holds numbers, is on no account.
 */
public final class JdbcUserDirectory implements UserDirectory {

    private static final int MOST_ROWS = 100;
    private static final Set<String> LABELS = Set.of(
            "account_id",
            "username",
            "enabled",
            "email",
            "former_email",
            "national_id",
            "phone",
            "display_name",
            "password_version",
            "language",
            "second_factor");

    private final Database database;
    private final UserQueries queries;

    private JdbcUserDirectory(DataSource source, UserQueries queries) {
        this.database = new Database(source, null);
        this.queries = queries;
    }

    /**
     * A directory over one table, or one view.
     *
     * @param source gives connections to the portal's database
     * @param table the table and its columns
     * @return the directory; the database is first asked when it is first used
     */
    public static JdbcUserDirectory over(DataSource source, UserTable table) {
        return over(source, table.queries());
    }

    /**
     * A directory over the portal's own queries.
     *
     * @param source gives connections to the portal's database
     * @param queries the queries
     * @return the directory; the database is first asked when it is first used
     */
    public static JdbcUserDirectory over(DataSource source, UserQueries queries) {
        return new JdbcUserDirectory(source, queries);
    }

    @Override
    public List<Account> find(PortalId portal, Identifier identifier) {
        NamedSql query = queries.by(identifier.kind());
        if (query == null) {
            return List.of();
        }
        String operation = "user directory: find";
        String typed = identifier.value();
        return database.each(operation, session -> {
            try {
                return accounts(session, operation, query, Map.of("value", typed, "portal", portal.value()));
            } catch (SQLException fault) {
                if (SqlFault.isUnfitText(fault, typed)) {
                    return List.of();
                }
                throw fault;
            }
        });
    }

    @Override
    public Optional<Account> byId(PortalId portal, AccountId id) {
        String operation = "user directory: by id";
        return queries.idType()
                .parameter(id)
                .flatMap(key -> database
                        .each(
                                operation,
                                session -> accounts(
                                        session,
                                        operation,
                                        queries.byId(),
                                        Map.of("id", key, "portal", portal.value())))
                        .stream()
                        .filter(account -> account.id().equals(id))
                        .findFirst());
    }

    private List<Account> accounts(Session session, String operation, NamedSql query, Map<String, Object> values)
            throws SQLException {
        return session.queryAtMost(MOST_ROWS, query.sql(), row -> read(operation, row), query.values(values)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Reads a row; a column of another type than the directory was told is no fault of what was typed. */
    private Optional<Account> read(String operation, ResultSet row) {
        try {
            return account(operation, row);
        } catch (SQLException fault) {
            throw new PortException(operation + ": an account cannot be read", SqlFault.withoutValues(fault));
        }
    }

    private Optional<Account> account(String operation, ResultSet row) throws SQLException {
        Set<String> labels = labels(operation, row.getMetaData());
        String username = row.getString("username");
        if (username == null) {
            return Optional.empty();
        }
        Account.Builder account = Account.named(id(operation, row), username)
                .enabled(!labels.contains("enabled") || row.getBoolean("enabled"))
                .email(text(labels, row, "email"))
                .formerEmail(text(labels, row, "former_email"))
                .secondFactor(labels.contains("second_factor") && row.getBoolean("second_factor"))
                .nationalId(text(labels, row, "national_id"))
                .phone(text(labels, row, "phone"))
                .displayName(text(labels, row, "display_name"));
        if (labels.contains("password_version")) {
            account.passwordVersion(queries.versionType().read(row, "password_version"));
        }
        String language = text(labels, row, "language");
        return Optional.of(account.language(language == null ? null : Locale.forLanguageTag(language))
                .build());
    }

    private static AccountId id(String operation, ResultSet row) throws SQLException {
        String id = Objects.requireNonNullElse(row.getString("account_id"), "");
        try {
            return new AccountId(id);
        } catch (IllegalArgumentException e) {
            throw new PortException(operation + ": the id of an account has no usable form", e);
        }
    }

    private static @Nullable String text(Set<String> labels, ResultSet row, String label) throws SQLException {
        return labels.contains(label) ? row.getString(label) : null;
    }

    /** The columns that there are; one of an unknown name is a misspelt one, and would be missed silently. */
    private static Set<String> labels(String operation, ResultSetMetaData columns) throws SQLException {
        Set<String> labels = new HashSet<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        if (!LABELS.containsAll(labels) || !labels.contains("account_id") || !labels.contains("username")) {
            throw new PortException(
                    operation + ": the query must return account_id, username and others of " + LABELS, null);
        }
        return labels;
    }
}
