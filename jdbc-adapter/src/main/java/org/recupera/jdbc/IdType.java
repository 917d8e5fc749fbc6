package org.recupera.jdbc;

import java.util.Optional;
import java.util.regex.Pattern;
import org.recupera.port.AccountId;

/** What a portal's account ids are in its tables. */
public enum IdType {
    /** Text, compared as the column compares. */
    TEXT {
        @Override
        Optional<Object> parameter(AccountId id) {
            return Optional.of(id.value());
        }
    },
    /** Whole numbers of up to 18 digits. */
    INTEGER {
        @Override
        Optional<Object> parameter(AccountId id) {
            return wholeNumber(id.value());
        }
    },
    /** A column of type {@code UUID}. */
    UUID {
        @Override
        Optional<Object> parameter(AccountId id) {
            return HEX.matcher(id.value()).matches()
                    ? Optional.of(java.util.UUID.fromString(id.value()))
                    : Optional.empty();
        }
    };

    private static final Pattern DIGITS = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What the driver is given; nothing when no column of this type can hold the id. */
    abstract Optional<Object> parameter(AccountId id);

    /** The number, when the text is one as databases write it. */
    static Optional<Object> wholeNumber(String text) {
        return DIGITS.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
