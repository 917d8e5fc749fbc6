package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailSender.Result.Accepted;
import org.recupera.port.Secret;

/** The sender in somebody else's JVM: their loggers, properties, class loaders and modules. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuestTest {

    private final ScriptedServer server = ScriptedServer.plain().on("EHLO", "250-mx.example\r\n250 AUTH PLAIN LOGIN");

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void With_every_logger_open_no_log_holds_link_password_or_address() {
        List<String> records = new CopyOnWriteArrayList<>();
        var recorder = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                records.add(new SimpleFormatter().format(logged));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.setLevel(Level.ALL);
        root.addHandler(recorder);
        try (SmtpMailSender sender = SmtpMailSender.to("localhost", server.port())
                .signIn("recupera", Secret.of("clave-secreta"))
                .smime(SigningIdentity.of("RSA 2048").signer())
                .build()) {
            server.on("RCPT", null, "550 no <maria.nunez@example.com>");
            sender.send(Mails.mail().build());
            sender.send(Mails.mail().build());
        } finally {
            root.removeHandler(recorder);
            root.setLevel(before);
        }

        assertThat(records).as("the recorder works").anyMatch(line -> line.contains("Jakarta Mail version"));
        assertThat(String.join("\n", records))
                .doesNotContain(
                        "zx4c8vbn2m5q9w3e",
                        "clave-secreta",
                        SigningIdentity.PASSWORD.reveal(),
                        Base64.getEncoder()
                                .encodeToString("recupera\0recupera\0clave-secreta".getBytes(StandardCharsets.UTF_8)),
                        "maria.nunez");
    }

    @Test
    void Mail_properties_of_the_JVM_change_nothing() {
        var before = (Properties) System.getProperties().clone();
        System.setProperty("mail.smtp.from", "otro@evil.example");
        System.setProperty("mail.smtp.localhost", "interno.example");
        System.setProperty("mail.smtp.host", "evil.example");
        System.setProperty("mail.host", "evil.example");
        System.setProperty("mail.user", "otro");
        System.setProperty("mail.debug", "true");
        System.setProperty("mail.smtp.starttls.required", "true");
        System.setProperty("mail.mime.charset", "ISO-8859-1");
        System.setProperty("mail.mime.foldtext", "false");
        try (SmtpMailSender sender =
                SmtpMailSender.to("localhost", server.port()).build()) {
            assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
        } finally {
            System.setProperties(before);
        }

        assertThat(server.commands).containsSequence("EHLO correo.example.hn", "MAIL FROM:<rebotes@correo.example.hn>");
    }

    @Test
    void Nothing_on_the_wire_tells_of_this_machine() throws Exception {
        try (SmtpMailSender sender =
                SmtpMailSender.to("localhost", server.port()).build()) {
            sender.send(Mails.mail().html(null).text("hola").build());
        }
        String wire =
                String.join("\n", server.commands) + new String(server.messages.get(0), StandardCharsets.ISO_8859_1);

        assertThat(wire).doesNotContainIgnoringCase("X-Mailer", "User-Agent", "java", "angus", "jakarta", "localhost");
        for (String own : List.of(InetAddress.getLocalHost().getHostName(), System.getProperty("user.name"))) {
            assertThat(Pattern.compile("\\b" + Pattern.quote(own) + "\\b")
                            .matcher(wire)
                            .find())
                    .isFalse();
        }
    }

    @Test
    void A_context_class_loader_that_sees_nothing_or_something_else_does_no_harm() throws Exception {
        Path directory = Files.createTempDirectory("ajeno");
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Path file = Files.writeString(services.resolve("jakarta.mail.util.StreamProvider"), "ajeno.NoExiste\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var blind = new URLClassLoader(new URL[0], null);
                var misled = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            for (ClassLoader loader : new ClassLoader[] {blind, misled, null}) {
                thread.setContextClassLoader(loader);
                try (SmtpMailSender sender =
                        SmtpMailSender.to("localhost", server.port()).build()) {
                    assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());
                }
                assertThat(thread.getContextClassLoader()).isSameAs(loader);
            }
        } finally {
            thread.setContextClassLoader(before);
            Files.delete(file);
            Files.delete(services);
            Files.delete(services.getParent());
            Files.delete(directory);
        }
    }

    @Test
    void As_a_module_it_finds_what_it_needs() throws Exception {
        ClassLoader loader = Modules.resolved(Set.of("org.recupera.mail"), Modules.WITHOUT_SMIME);
        Class<?> type = loader.loadClass(SmtpMailSender.class.getName());
        assertThat(type.getModule().getName()).isEqualTo("org.recupera.mail");

        Object builder = type.getMethod("to", String.class, int.class).invoke(null, "localhost", server.port());
        Object sender = builder.getClass().getMethod("build").invoke(builder);
        assertThat(type.getMethod("check").invoke(sender)).hasToString("Ready[]");
        type.getMethod("close").invoke(sender);
    }

    @Test
    void As_a_module_it_signs_where_the_part_for_S_MIME_is_resolved() throws Exception {
        ClassLoader loader = Modules.resolved(Set.of("org.recupera.mail", "org.bouncycastle.pkix"), Modules.WITH_SMIME);

        assertThat(smimeSigner(loader))
                .hasToString(SigningIdentity.of("EC secp256r1").signer().toString());
    }

    @Test
    void Without_the_part_for_S_MIME_all_else_works_and_S_MIME_says_what_is_missing() throws Exception {
        URL[] others = Modules.classPathWithout("org.bouncycastle.pkix", "org.bouncycastle.util");
        try (var loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(SmtpMailSender.class.getName());
            Object builder = type.getMethod("to", String.class, int.class).invoke(null, "localhost", server.port());
            Object dkim = dkimSigner(loader);
            builder.getClass().getMethod("dkim", dkim.getClass()).invoke(builder, dkim);
            Object sender = builder.getClass().getMethod("build").invoke(builder);
            assertThat(type.getMethod("check").invoke(sender)).hasToString("Ready[]");
            type.getMethod("close").invoke(sender);

            assertThatThrownBy(() -> smimeSigner(loader))
                    .hasRootCauseInstanceOf(ClassNotFoundException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("org.bouncycastle:bcpkix-jdk18on");
        }
    }

    private static Object smimeSigner(ClassLoader loader) throws ReflectiveOperationException {
        Object sender = address(loader);
        Object builder = loader.loadClass(SmimeSigner.class.getName())
                .getMethod("forSender", sender.getClass(), Clock.class)
                .invoke(null, sender, SigningIdentity.CLOCK);
        Object password = loader.loadClass(Secret.class.getName())
                .getMethod("of", CharSequence.class)
                .invoke(null, SigningIdentity.PASSWORD.reveal());
        return builder.getClass()
                .getMethod("fromPkcs12", InputStream.class, password.getClass())
                .invoke(builder, SigningIdentity.of("EC secp256r1").pkcs12(), password);
    }

    private static Object dkimSigner(ClassLoader loader) throws ReflectiveOperationException {
        Object sender = address(loader);
        Object builder = loader.loadClass(DkimSigner.class.getName())
                .getMethod("forSender", sender.getClass())
                .invoke(null, sender);
        builder.getClass()
                .getMethod("key", String.class, PrivateKey.class)
                .invoke(builder, "recupera", SigningIdentity.keys("Ed25519").getPrivate());
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private static Object address(ClassLoader loader) throws ReflectiveOperationException {
        return loader.loadClass(EmailAddress.class.getName())
                .getConstructor(String.class)
                .newInstance(SigningIdentity.SENDER.value());
    }
}
