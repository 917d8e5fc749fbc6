package org.recupera.examples.portal.accounts;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;

/**
 * The canonical forms by which an account is looked up; {@code null} where nothing is on file, or nothing that could be
 * typed.
 *
 * <p>They are written together with what they are made of, so that a look-up compares an indexed column and nothing else.
 */
record SearchKeys(
        @Nullable String username,
        @Nullable String email,
        @Nullable String nationalId,
        @Nullable String phone) {

    static SearchKeys of(String username, @Nullable String email, @Nullable String nationalId, @Nullable String phone) {
        return new SearchKeys(
                key(IdentifierKind.USERNAME, username),
                key(IdentifierKind.EMAIL, email),
                key(IdentifierKind.NATIONAL_ID, nationalId),
                key(IdentifierKind.PHONE, phone));
    }

    /** Sets four parameters: username, e-mail, national id and phone. */
    void set(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, username);
        statement.setString(first + 1, email);
        statement.setString(first + 2, nationalId);
        statement.setString(first + 3, phone);
    }

    private static @Nullable String key(IdentifierKind kind, @Nullable String stored) {
        return Identifier.read(kind, stored).identifier().map(Identifier::value).orElse(null);
    }
}
