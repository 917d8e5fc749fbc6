package org.recupera.jdbc;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recupera.port.IdentifierKind;

/**
 * The portal's own queries for its accounts.
 *
 * <p>For tables that {@link UserTable} cannot describe.
 *
 * <p>Each query returns a column {@code account_id}, a column {@code username}, and of the following those that the
 * portal has: {@code enabled} (true or not 0; without the column every account is enabled), {@code email},
 * {@code former_email}, {@code national_id}, {@code phone}, {@code display_name}, {@code password_version},
 * {@code language} (a BCP 47 tag), and {@code second_factor} (true or not 0). Values are returned as they are stored. Rows without a username are no accounts.
 *
 * <p>A query by identifier takes {@code :value}, the canonical form that {@link org.recupera.port.Identifier#value()}
 * describes; it must find every row whose stored value has that canonical form, and may find more. A query by id takes
 * {@code :id}. Each may take {@code :portal}, the portal's id, as well. Statements are part of the program: nothing
 * that anybody types ever becomes part of one.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class UserQueries {

    private final NamedSql byId;
    private final IdType idType;
    private final Map<IdentifierKind, NamedSql> byKind;
    private final VersionType versionType;

    private UserQueries(Builder builder) {
        this.byId = builder.byId;
        this.idType = builder.idType;
        this.byKind = new EnumMap<>(builder.byKind);
        this.versionType = builder.versionType;
    }

    /**
     * Starts with the query for one account.
     *
     * @param sql a query that takes {@code :id}
     * @param idType what {@code :id} is
     * @return a builder
     * @throws IllegalArgumentException when the query does not take {@code :id}, or takes anything unknown
     */
    public static Builder byId(String sql, IdType idType) {
        return new Builder(NamedSql.parse(sql, Set.of("id", "portal")).requiring("id"), idType);
    }

    NamedSql byId() {
        return byId;
    }

    IdType idType() {
        return idType;
    }

    @Nullable
    NamedSql by(IdentifierKind kind) {
        return byKind.get(kind);
    }

    VersionType versionType() {
        return versionType;
    }

    /** Builds {@link UserQueries}. Not safe for use by several threads. */
    public static final class Builder {

        private final NamedSql byId;
        private final IdType idType;
        private final Map<IdentifierKind, NamedSql> byKind = new EnumMap<>(IdentifierKind.class);
        private VersionType versionType = VersionType.COUNTER;

        private Builder(NamedSql byId, IdType idType) {
            this.byId = byId;
            this.idType = idType;
        }

        /**
         * Adds the query for one kind of identifier.
         *
         * <p>A kind without one finds nobody.
         *
         * @param kind the kind
         * @param sql a query that takes {@code :value}
         * @return this
         * @throws IllegalArgumentException when the query does not take {@code :value}, or takes anything unknown
         */
        public Builder find(IdentifierKind kind, String sql) {
            byKind.put(kind, NamedSql.parse(sql, Set.of("value", "portal")).requiring("value"));
            return this;
        }

        /**
         * Says what the column {@code password_version} is.
         *
         * @param type its type; a counter unless something else is said
         * @return this
         */
        public Builder passwordVersion(VersionType type) {
            this.versionType = type;
            return this;
        }

        /**
         * Builds the queries.
         *
         * @return the queries
         */
        public UserQueries build() {
            return new UserQueries(this);
        }
    }
}
