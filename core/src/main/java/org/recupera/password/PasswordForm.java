package org.recupera.password;

import java.text.Normalizer;
import java.util.Optional;
import org.recupera.port.Secret;

/**
 * The one form in which passwords are judged, compared and hashed.
 *
 * <p>That form is Unicode NFC and nothing more, so that {@code é} typed as one character or as two is the same
 * password. RFC 8265 (OpaqueString) would also turn foreign spaces into the ordinary one; this does not, so that any
 * portal can repeat the form with one call in any language. No width or case is mapped and nothing is trimmed.
 */
public final class PasswordForm {

    /**
     * The most UTF-16 code units that are looked at. Normalising takes time that grows with the square of a run of
     * combining marks, so whatever is longer is refused unread. Four units for each character of the highest
     * ceiling: no character that can be typed in pieces needs more.
     */
    static final int LONGEST = 4 * PasswordRules.HIGHEST_CEILING;

    private PasswordForm() {}

    /**
     * Brings a typed password into the form to hash or verify.
     *
     * <p>For the portal's sign-in, which must treat what is typed exactly as a change of password did. Refused are
     * text past {@value #LONGEST} UTF-16 code units, ill-formed UTF-16, control characters and line separators. No
     * password that {@link PasswordRules} accept is among them. Applying it twice changes nothing.
     *
     * @param typed what the person typed
     * @return the password in NFC, or empty when no password can be like that
     */
    public static Optional<Secret> normalise(Secret typed) {
        return Optional.of(typed.reveal())
                .filter(PasswordForm::fits)
                .filter(PasswordForm::isReadable)
                .map(PasswordForm::nfc)
                .filter(PasswordForm::fits)
                .map(Secret::of);
    }

    static boolean fits(String text) {
        return text.length() <= LONGEST;
    }

    static boolean isReadable(String text) {
        return text.codePoints().map(Character::getType).noneMatch(PasswordForm::isUnreadable);
    }

    static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether nothing of the text shows: only spaces and invisible marks, or no text at all. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT);
    }

    private static boolean isUnreadable(int type) {
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
