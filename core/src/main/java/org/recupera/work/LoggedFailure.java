package org.recupera.work;

import java.util.Objects;

/**
 * What other people's code threw, in a form that is fit for a log.
 *
 * <p>Every text in the chain of causes is one bounded line, so that nobody writes lines of his own into a log (CWE-117;
 * OWASP ASVS 5.0, 16.4.1). Where it was thrown stays readable. What is suppressed is left out.
 */
public final class LoggedFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_TEXT = 500;
    private static final int MOST_CAUSES = 10;

    private LoggedFailure(Throwable failure, int deep) {
        super(
                text(failure),
                failure.getCause() == null || deep == MOST_CAUSES
                        ? null
                        : new LoggedFailure(failure.getCause(), deep + 1),
                false,
                true);
        setStackTrace(failure.getStackTrace());
    }

    /**
     * Copies a failure for the log.
     *
     * @param failure what was thrown
     * @return the copy
     */
    public static LoggedFailure of(Throwable failure) {
        return new LoggedFailure(failure, 1);
    }

    /** The class of what was thrown, and its text. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // The message begins with the class of what was thrown, not of this.
    public String toString() {
        return Objects.requireNonNull(getMessage());
    }

    /** A text without line ends and other controls, no longer than the bound. */
    static String oneLine(String text, int longest) {
        String start = text.length() > 2 * longest ? text.substring(0, 2 * longest) : text;
        String printable = start.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ");
        return printable.length() > longest ? printable.substring(0, longest) : printable;
    }

    private static String text(Throwable failure) {
        String type = failure.getClass().getName();
        String message = failure.getMessage();
        return message == null ? type : type + ": " + oneLine(message, LONGEST_TEXT);
    }
}
