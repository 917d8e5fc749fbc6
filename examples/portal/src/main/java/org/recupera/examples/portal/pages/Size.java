package org.recupera.examples.portal.pages;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How large a file is, for people. */
final class Size {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    private Size() {}

    /** Such as {@code 340 kB} and {@code 2,5 MB}, rounded up. */
    static String of(long bytes) {
        return bytes < MIB
                ? (bytes + KIB - 1) / KIB + " kB"
                : new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.forLanguageTag("es")))
                                .format(Math.ceil(bytes * 10.0 / MIB) / 10)
                        + " MB";
    }
}
