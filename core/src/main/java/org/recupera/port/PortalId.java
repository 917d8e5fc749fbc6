package org.recupera.port;

import java.util.regex.Pattern;

/**
 * Names one portal, such as {@code honducompras}.
 *
 * <p>Every row, counter, link and account id carries its portal, so that several portals may share a database
 * without seeing each other's data.
 *
 * @param value 1 to 32 lower-case ASCII letters, digits or inner hyphens, beginning with a letter
 */
public record PortalId(String value) implements Comparable<PortalId> {

    private static final Pattern FORM = Pattern.compile("[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when {@code value} has another form
     */
    public PortalId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a portal id has 1 to 32 lower-case letters, digits or inner hyphens and begins with a letter");
        }
    }

    @Override
    public int compareTo(PortalId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
