package org.recupera.jdbc;

import java.util.regex.Pattern;

/** Checks names that become part of a statement. */
final class SqlName {

    private static final String PART =
            "(?:[\\p{L}_][\\p{L}\\p{N}_$]{0,127}|\"[^\"\\p{Cntrl}]{1,128}\"|`[^`\\p{Cntrl}]{1,128}`)";
    private static final Pattern COLUMN = Pattern.compile(PART);
    private static final Pattern TABLE = Pattern.compile(PART + "(?:\\." + PART + "){0,2}");

    private SqlName() {}

    static String column(String name) {
        return checked(COLUMN, name);
    }

    static String table(String name) {
        return checked(TABLE, name);
    }

    private static String checked(Pattern form, String name) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain or quoted SQL name: " + name);
        }
        return name;
    }
}
