package org.recupera.profile;

import java.util.Locale;

/** What a field of the case form takes. */
public enum FieldKind {
    /** What somebody is called: one line with a letter in it. */
    NAME(200),
    /** One line of any text. */
    LINE(1_000),
    /** A plain e-mail address. */
    EMAIL(254),
    /** A telephone number, with its country or without. */
    PHONE(40),
    /** The number of an identity document: letters and digits. */
    DOCUMENT(40),
    /** Text of any number of lines. */
    PARAGRAPH(20_000),
    /** One of the field's options. */
    CHOICE(0),
    /** Files. */
    FILES(0);

    private final int longest;

    FieldKind(int longest) {
        this.longest = longest;
    }

    /**
     * The most that a field of this kind may take, whatever the profile says.
     *
     * @return in UTF-16 code units, as browsers count; 0 where nothing is typed
     */
    public int longest() {
        return longest;
    }

    /**
     * What the kind is called in JSON.
     *
     * @return such as {@code paragraph}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
