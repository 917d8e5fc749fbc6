package org.recupera.examples.portal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.mail.SmtpMailSender;
import org.recupera.mail.Tls;
import org.recupera.port.Secret;

/**
 * The mail server to which mails go.
 *
 * @param host its name or address
 * @param port its port
 * @param tls how the connection is protected
 * @param user who signs in there, or {@code null} for nobody
 * @param password with what password
 */
record MailServer(String host, int port, Tls tls, @Nullable String user, Secret password) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|::1|\\[::1]");

    static Optional<MailServer> from(Variables variables) {
        Optional<String> host = variables.text("PORTAL_SMTP_HOST");
        Tls tls = variables
                .choice("PORTAL_SMTP_TLS", "off", "starttls", "tls")
                .map(MailServer::tls)
                .orElse(isLoopback(host.orElse("localhost")) ? Tls.NONE : Tls.STARTTLS);
        int usualPort = switch (tls) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case IMPLICIT -> 465;
        };
        int port = variables.number("PORTAL_SMTP_PORT", 1, 65_535).orElse(usualPort);
        return host.map(name -> new MailServer(
                name,
                port,
                tls,
                variables.text("PORTAL_SMTP_USER").orElse(null),
                Secret.of(variables.text("PORTAL_SMTP_PASSWORD").orElse(""))));
    }

    /** The embedded one. */
    static MailServer embedded(int port) {
        return new MailServer("localhost", port, Tls.NONE, null, Secret.of(""));
    }

    /** Begins a sender to this server. */
    SmtpMailSender.Builder sender() {
        SmtpMailSender.Builder sender = SmtpMailSender.to(host, port).tls(tls);
        return user == null ? sender : sender.signIn(user, password);
    }

    private static Tls tls(String choice) {
        return switch (choice) {
            case "off" -> Tls.NONE;
            case "tls" -> Tls.IMPLICIT;
            default -> Tls.STARTTLS;
        };
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }
}
