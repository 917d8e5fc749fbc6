package org.recupera.examples.portal.pages;

import java.util.Arrays;
import java.util.Optional;
import org.recupera.port.IdentifierKind;

/** The kinds of identifiers as forms call them. */
final class IdentifierChoice {

    private IdentifierChoice() {}

    static String of(IdentifierKind kind) {
        return switch (kind) {
            case NATIONAL_ID -> "cedula";
            case PHONE -> "telefono";
            case USERNAME -> "usuario";
            case EMAIL -> "correo";
        };
    }

    static Optional<IdentifierKind> kind(String choice) {
        return Arrays.stream(IdentifierKind.values())
                .filter(kind -> of(kind).equals(choice))
                .findFirst();
    }
}
