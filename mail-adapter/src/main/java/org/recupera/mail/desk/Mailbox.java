package org.recupera.mail.desk;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mailbox of an address field.
 *
 * @param name the decoded display name; may be empty
 * @param address the address, in lower case
 */
record Mailbox(String name, String address) {

    private static final String ADDRESS = "[^<>\\s,;\"()]+@[^<>\\s,;\"()@]+";
    private static final Pattern FORM =
            Pattern.compile("(?:(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<words>[^\"<>,;:@]*+))" + "\\s*<(?<named>"
                    + ADDRESS + ")>|(?<bare>" + ADDRESS + "))");

    /** Reads a field that holds one mailbox and nothing else. */
    static Optional<Mailbox> parse(String field) {
        Matcher form = FORM.matcher(field);
        if (!form.matches()) {
            return Optional.empty();
        }
        if (form.group("bare") != null) {
            return Optional.of(new Mailbox("", form.group("bare").toLowerCase(Locale.ROOT)));
        }
        String name = form.group("quoted") == null
                ? EncodedWords.decoded(form.group("words").strip())
                : form.group("quoted").replaceAll("\\\\(.)", "$1");
        return Optional.of(new Mailbox(name, form.group("named").toLowerCase(Locale.ROOT)));
    }
}
