package org.recupera.jdbc;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recupera.port.IdentifierKind;

/**
 * The portal's own table of accounts, by the names of its columns.
 *
 * <p>Names are written as in SQL: plain, or quoted the way the database quotes them ({@code "Usuario"},
 * {@code `Usuario`}), the table's also with its schema ({@code acceso.usuario}). Names and conditions are part of the
 * program: nothing that anybody types ever becomes part of a statement. What has no column is not on file.
 *
 * <p>The ready-made conditions bring the column to canonical form in every row, which only an index on the same
 * expression makes quick. A portal with many accounts keeps the canonical form beside what it shows, in a column with an
 * index and a collation that compares bytes, and fills it with {@link org.recupera.port.Identifier#read} whenever it
 * writes an account:
 *
 * <pre>{@code
 * UserTable.named("usuario", "id", IdType.INTEGER)
 *         .username("login", "login_canonico = :value")
 *         .email("correo", "correo_canonico = :value")
 *         .nationalId("identidad", "identidad_canonica = :value")
 *         .phone("telefono", "telefono_canonico = :value")
 *         .build();
 * }</pre>
 *
 * <p>Immutable and safe to share between threads.
 */
public final class UserTable {

    private final String name;
    private final String id;
    private final IdType idType;
    private final Map<IdentifierKind, String> conditions;
    private final Map<String, String> selected;
    private final @Nullable String portal;
    private final @Nullable String passwordVersion;
    private final VersionType versionType;
    private final @Nullable String guessLockEnds;

    private UserTable(Builder builder) {
        this.name = builder.name;
        this.id = builder.id;
        this.idType = builder.idType;
        this.conditions = new EnumMap<>(builder.conditions);
        this.selected = new LinkedHashMap<>(builder.selected);
        this.portal = builder.portal;
        this.passwordVersion = builder.passwordVersion;
        this.versionType = builder.versionType;
        this.guessLockEnds = builder.guessLockEnds;
    }

    /**
     * Starts with the table and its key.
     *
     * @param table the table or view
     * @param idColumn the column of the account's stable key
     * @param idType what that column holds
     * @return a builder
     * @throws IllegalArgumentException when a name is no SQL name
     */
    public static Builder named(String table, String idColumn, IdType idType) {
        return new Builder(SqlName.table(table), SqlName.column(idColumn), idType);
    }

    UserQueries queries() {
        String select = "SELECT "
                + selected.entrySet().stream()
                        .map(column -> column.getValue() + " AS " + column.getKey())
                        .collect(Collectors.joining(", "))
                + " FROM " + name + " WHERE ";
        UserQueries.Builder queries =
                UserQueries.byId(select + ofPortal(id + " = :id"), idType).passwordVersion(versionType);
        conditions.forEach((kind, condition) -> queries.find(kind, select + ofPortal("(" + condition + "\n)")));
        return queries.build();
    }

    PasswordUpdate update(String hashColumn) {
        String hash = SqlName.column(hashColumn) + " = :hash";
        PasswordUpdate update = passwordVersion == null
                ? PasswordUpdate.withoutVersions(statement(hash), idType)
                : PasswordUpdate.of(statement(hash), idType, versionType);
        update = update.foundBy("SELECT 1 FROM " + name + " WHERE " + ofPortal(id + " = :id") + " AND " + hash);
        return guessLockEnds == null ? update : update.clearingGuessLock(statement(hash + ", " + guessLockEnds));
    }

    private String statement(String assignments) {
        String set = "UPDATE " + name + " SET " + assignments;
        if (passwordVersion == null) {
            return set + "\n WHERE " + ofPortal(id + " = :id");
        }
        String seen = versionType.present(passwordVersion);
        String next = versionType.next(seen);
        return set + "\n, " + passwordVersion + " = " + next + " WHERE " + ofPortal(id + " = :id") + " AND " + seen
                + " = :seen AND " + seen + " <> " + next;
    }

    private String ofPortal(String condition) {
        return portal == null ? condition : condition + " AND " + portal + " = :portal";
    }

    /** Builds a {@link UserTable}. Not safe for use by several threads. */
    public static final class Builder {

        private final String name;
        private final String id;
        private final IdType idType;
        private final Map<IdentifierKind, String> conditions = new EnumMap<>(IdentifierKind.class);
        private final Map<String, String> selected = new LinkedHashMap<>();
        private @Nullable String portal;
        private @Nullable String passwordVersion;
        private VersionType versionType = VersionType.COUNTER;
        private @Nullable String guessLockEnds;

        private Builder(String name, String id, IdType idType) {
            this.name = name;
            this.id = id;
            this.idType = idType;
            selected.put("account_id", id);
        }

        /**
         * Names the column of the username; every table needs one.
         *
         * <p>Found as {@code LOWER(column) = :value}, which wants an index on that expression. The database's
         * {@code LOWER} must know the letters in use: on PostgreSQL the locale of the database decides. Where usernames
         * are stored with surrounding spaces or in full-width letters, give a condition of your own.
         *
         * @param column the column
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name
         */
        public Builder username(String column) {
            return username(column, lower(column));
        }

        /**
         * Names the column of the username, and how one is found.
         *
         * @param column the column
         * @param condition an SQL condition with {@code :value} for the canonical form, such as
         *     {@code usuario_canonico = :value}; it must hold for every row whose username has that canonical form
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name, or the condition has no {@code :value} or
         *     an unknown parameter
         */
        public Builder username(String column, String condition) {
            return identifier(IdentifierKind.USERNAME, "username", column, condition);
        }

        /**
         * Names the column of the e-mail address; every table needs one.
         *
         * <p>It is where links are mailed to. Found as {@code LOWER(column) = :value}, which wants an index on that
         * expression.
         *
         * @param column the column
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name
         */
        public Builder email(String column) {
            return email(column, lower(column));
        }

        /**
         * Names the column of the e-mail address, and how one is found.
         *
         * @param column the column
         * @param condition as in {@link #username(String, String)}; the canonical form is lower case
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name, or the condition has no {@code :value} or
         *     an unknown parameter
         */
        public Builder email(String column, String condition) {
            return identifier(IdentifierKind.EMAIL, "email", column, condition);
        }

        /**
         * Names the column of the address that was on file until lately.
         *
         * <p>It is told of a password change beside the present one. A portal that keeps former addresses for good
         * names a column of a view that forgets them after some weeks.
         *
         * @param column the column
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name
         */
        public Builder formerEmail(String column) {
            selected.put("former_email", SqlName.column(column));
            return this;
        }

        /**
         * Names the column of the number of the identity document.
         *
         * <p>Found however it is written, by taking spaces, dots, hyphens and slashes out of every row.
         *
         * @param column the column
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name
         */
        public Builder nationalId(String column) {
            return nationalId(column, "UPPER(" + without(column, " ", ".", "-", "/") + ") = :value");
        }

        /**
         * Names the column of the document's number, and how one is found.
         *
         * @param column the column
         * @param condition as in {@link #username(String, String)}; the canonical form is digits and capital letters
         *     without separators
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name, or the condition has no {@code :value} or
         *     an unknown parameter
         */
        public Builder nationalId(String column, String condition) {
            return identifier(IdentifierKind.NATIONAL_ID, "nationalId", column, condition);
        }

        /**
         * Names the column of the telephone number.
         *
         * <p>It holds {@code +} or {@code 00} and the country code; a number without a country is found by nobody. Found
         * however it is written, by taking spaces, dots, hyphens, slashes and parentheses out of every row.
         *
         * @param column the column
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name
         */
        public Builder phone(String column) {
            String digits = without(column, " ", ".", "-", "/", "(", ")");
            return phone(column, digits + " IN (:value, REPLACE(:value, '+', '00'))");
        }

        /**
         * Names the column of the telephone number, and how one is found.
         *
         * @param column the column
         * @param condition as in {@link #username(String, String)}; the canonical form is {@code +} and digits
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name, or the condition has no {@code :value} or
         *     an unknown parameter
         */
        public Builder phone(String column, String condition) {
            return identifier(IdentifierKind.PHONE, "phone", column, condition);
        }

        /**
         * Names the column of the person's or institution's name.
         *
         * @param column the column
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name
         */
        public Builder displayName(String column) {
            selected.put("display_name", SqlName.column(column));
            return this;
        }

        /**
         * Names the column of the language that a person is written to in.
         *
         * @param column a column of BCP 47 tags, such as {@code es-HN}
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name
         */
        public Builder language(String column) {
            selected.put("language", SqlName.column(column));
            return this;
        }

        /**
         * Says which accounts may recover; all, when nothing is said.
         *
         * @param condition an SQL condition over the table's columns, such as {@code estado = 'A'}; it may take
         *     {@code :portal}, the portal's id
         * @return this
         * @throws IllegalArgumentException when it takes any other parameter
         */
        public Builder enabledWhen(String condition) {
            parsed("enabledWhen", condition, Set.of("portal"));
            selected.put("enabled", "CASE WHEN (" + condition + "\n) THEN 1 ELSE 0 END");
            return this;
        }

        /**
         * Says which accounts sign in with a second factor; none, when nothing is said.
         *
         * @param condition as in {@link #enabledWhen}
         * @return this
         * @throws IllegalArgumentException when it takes any parameter but {@code :portal}
         */
        public Builder secondFactorWhen(String condition) {
            parsed("secondFactorWhen", condition, Set.of("portal"));
            selected.put("second_factor", "CASE WHEN (" + condition + "\n) THEN 1 ELSE 0 END");
            return this;
        }

        /**
         * Says what ends a lock that wrong passwords brought about; nothing does, when nothing is said.
         *
         * <p>Written together with the new password where the portal's profile says {@code clear-guess-lock}. What an
         * administrator locked stays: leave those columns out.
         *
         * @param assignments what stands behind {@code SET}, such as {@code intentos = 0, bloqueada_hasta = NULL}
         * @return this
         * @throws IllegalArgumentException when it takes a parameter
         */
        public Builder guessLockEndsBy(String assignments) {
            parsed("guessLockEndsBy", assignments, Set.of());
            this.guessLockEnds = assignments;
            return this;
        }

        /**
         * Names the column of the portal, where several share the table.
         *
         * @param column the column; it holds {@link org.recupera.port.PortalId#value()}
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name
         */
        public Builder portal(String column) {
            this.portal = SqlName.column(column);
            return this;
        }

        /**
         * Names the column that changes exactly when the password does.
         *
         * <p>Every program that changes a password has to change it too.
         *
         * <p>Without it a link does not notice that the password was changed elsewhere: it stays good until it is used,
         * expires or is replaced, until the address on file changes, or until the portal calls
         * {@code passwords().accountChanged(id)}. And a new password replaces whatever is there, without comparing: one
         * that was set elsewhere in the meantime is lost.
         *
         * @param column the column; where it is null, the password counts as never changed
         * @param type what it holds
         * @return this
         * @throws IllegalArgumentException when the name is no SQL name
         */
        public Builder passwordVersion(String column, VersionType type) {
            this.passwordVersion = SqlName.column(column);
            this.versionType = type;
            selected.put("password_version", type.present(passwordVersion));
            return this;
        }

        /**
         * Builds the description.
         *
         * @return the table
         * @throws IllegalArgumentException when {@code username} or {@code email} was not called, or the conditions
         *     hide what follows them in the query, such as by a quote that is never closed
         */
        public UserTable build() {
            if (!selected.containsKey("username")) {
                throw new IllegalArgumentException("username(...) is missing: accounts are told apart by usernames");
            }
            if (!selected.containsKey("email")) {
                throw new IllegalArgumentException("email(...) is missing: without addresses nobody ever gets a link");
            }
            UserTable table = new UserTable(this);
            table.queries();
            return table;
        }

        private Builder identifier(IdentifierKind kind, String call, String column, String condition) {
            selected.put(kind.name().toLowerCase(Locale.ROOT), SqlName.column(column));
            if (!parsed(call, condition, Set.of("value", "portal")).names().contains("value")) {
                throw new IllegalArgumentException(call + "(...): the condition needs the parameter :value");
            }
            conditions.put(kind, condition);
            return this;
        }

        private static NamedSql parsed(String call, String condition, Set<String> parameters) {
            try {
                return NamedSql.parse(condition, parameters);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(call + "(...): " + e.getMessage(), e);
            }
        }

        private static String lower(String column) {
            return "LOWER(" + SqlName.column(column) + ") = :value";
        }

        private static String without(String column, String... separators) {
            String text = SqlName.column(column);
            for (String separator : separators) {
                text = "REPLACE(" + text + ", '" + separator + "', '')";
            }
            return text;
        }
    }
}
