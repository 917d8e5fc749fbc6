package org.recupera.examples.portal;

/** The portal cannot start as it was told; the message says which variable to mend and how, without its secrets. */
final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }

    SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
