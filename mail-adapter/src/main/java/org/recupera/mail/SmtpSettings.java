package org.recupera.mail;

import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Secret;

/** Where the mail server is, how to talk to it, and how long to wait. */
record SmtpSettings(
        String host,
        int port,
        Tls tls,
        @Nullable SSLContext sslContext,
        @Nullable Credentials credentials,
        @Nullable String helloName,
        int connections,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        Duration waitTimeout,
        Duration messageTimeout,
        Duration idleTimeout) {

    record Credentials(String user, Secret password) {}

    /** A session of its own for each connection: whose sockets are whose is told by the factories in it. */
    Session session(String hello, HeldSocket held, ScheduledExecutorService timer) {
        // Fresh Properties, so that no mail.* property of the JVM reaches the conversation.
        var properties = new Properties();
        properties.setProperty("mail.smtp.localhost", hello);
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.connectiontimeout", millis(connectTimeout));
        properties.setProperty("mail.smtp.timeout", millis(readTimeout));
        properties.setProperty("mail.smtp.writetimeout", millis(writeTimeout));
        properties.put("mail.smtp.executor.writetimeout", timer);
        properties.put("mail.smtp.socketFactory", new HeldSockets(held));
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.debug.auth.username", "false");
        if (tls != Tls.NONE) {
            properties.put("mail.smtp.ssl.socketFactory", new HeldTlsSockets(held, tlsSockets()));
            properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
            properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
            properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == Tls.IMPLICIT));
            properties.setProperty("mail.smtp.starttls.enable", String.valueOf(tls == Tls.STARTTLS));
            properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == Tls.STARTTLS));
        }
        return inOurClassLoader(properties);
    }

    /** Jakarta Mail looks its parts up in the context class loader, which in a portal's server may see none or others. */
    private static Session inOurClassLoader(Properties properties) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SmtpSettings.class.getClassLoader());
        try {
            return Session.getInstance(properties);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private SSLSocketFactory tlsSockets() {
        return sslContext == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : sslContext.getSocketFactory();
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
