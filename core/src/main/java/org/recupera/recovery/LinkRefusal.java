package org.recupera.recovery;

import java.util.Locale;

/**
 * Why a presented link cannot be used.
 *
 * <p>All but {@link #DAMAGED} and {@link #UNKNOWN} are told only to who holds the right secret (CWE-204).
 */
public enum LinkRefusal {
    /** The password was changed with it already. */
    USED,
    /** Its time is over. */
    EXPIRED,
    /** A newer link was mailed since; the latest mail counts. */
    REPLACED,
    /** The account's password, address or status is another one since. */
    ACCOUNT_CHANGED,
    /** A change with this very link is under way; free again within half a minute if that comes to nothing. */
    IN_USE,
    /** Too many wrong answers to a security question were given with it. */
    ANSWERS_SPENT,
    /** The account has answered security questions, and none of them is asked any more. */
    QUESTION_GONE,
    /** Not a whole link: cut, changed or mangled on its way. */
    DAMAGED,
    /** Whole, but not one that this portal mailed. */
    UNKNOWN;

    /**
     * The code of the message that explains it.
     *
     * @return such as {@code link.account-changed}
     */
    public String code() {
        return "link." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
