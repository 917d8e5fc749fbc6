package org.recupera.examples.portal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Secret;

/**
 * The mail server to which mails go.
 *
 * @param host its name or address
 * @param port its port
 * @param encryption {@code off}, {@code starttls} or {@code tls}
 * @param user who signs in there, or {@code null} for nobody
 * @param password with what password
 */
record MailServer(String host, int port, Encryption encryption, @Nullable String user, Secret password) {

    /** How the connection is protected. */
    enum Encryption {
        /** Not at all; for a server on this machine. */
        OFF,
        /** Required, after a greeting in clear. */
        STARTTLS,
        /** From the first byte. */
        TLS
    }

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|::1|\\[::1]");

    static Optional<MailServer> from(Variables variables) {
        Optional<String> host = variables.text("PORTAL_SMTP_HOST");
        Encryption encryption = variables
                .choice("PORTAL_SMTP_TLS", "off", "starttls", "tls")
                .map(choice -> Encryption.valueOf(choice.toUpperCase(Locale.ROOT)))
                .orElse(isLoopback(host.orElse("localhost")) ? Encryption.OFF : Encryption.STARTTLS);
        int usualPort =
                switch (encryption) {
                    case OFF -> 25;
                    case STARTTLS -> 587;
                    case TLS -> 465;
                };
        int port = variables.number("PORTAL_SMTP_PORT", 1, 65_535).orElse(usualPort);
        return host.map(name -> new MailServer(
                name,
                port,
                encryption,
                variables.text("PORTAL_SMTP_USER").orElse(null),
                Secret.of(variables.text("PORTAL_SMTP_PASSWORD").orElse(""))));
    }

    /** The embedded one. */
    static MailServer embedded(int port) {
        return new MailServer("localhost", port, Encryption.OFF, null, Secret.of(""));
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }
}
