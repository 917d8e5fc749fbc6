package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.Secret;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SmtpMailSenderBuilderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.org",
                "192.0.2.1",
                "128.0.0.1",
                "localhost.example.org",
                "127.0.0.1.example.org",
                "2001:db8::1",
                "127.1"
            })
    void Off_loopback_there_is_no_way_without_TLS(String host) {
        assertThatIllegalStateException()
                .isThrownBy(() -> SmtpMailSender.to(host, 25).tls(Tls.NONE).build())
                .withMessageContaining(host)
                .withMessageContaining("loopback");
        assertThat(SmtpMailSender.to(host, 25).build()).hasToString("SmtpMailSender[" + host + ":25, STARTTLS]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.9.9.9", "::1", "0:0:0:0:0:0:0:1"})
    void On_loopback_TLS_is_a_choice(String host) {
        assertThat(SmtpMailSender.to(host, 25).build()).hasToString("SmtpMailSender[" + host + ":25, NONE]");
        assertThat(SmtpMailSender.to(host, 25).tls(Tls.IMPLICIT).build())
                .hasToString("SmtpMailSender[" + host + ":25, IMPLICIT]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "mail.example.org\r\n", "mail example", "user@mail", "[::1]", "-x", "mail.example/x"})
    void A_host_is_a_name_or_an_address(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> SmtpMailSender.to(host, 25));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void A_port_is_a_port(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> SmtpMailSender.to("localhost", port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "portal.example\r\nMAIL FROM:<x@y.example>", "ñ.example", "[127.0.0.1", "a b"})
    void A_hello_name_is_a_domain_or_a_literal(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpMailSender.to("localhost", 25).helloName(name));
    }

    @Test
    void Limits_have_limits() {
        SmtpMailSender.Builder builder = SmtpMailSender.to("localhost", 25);
        for (Duration wrong :
                new Duration[] {Duration.ZERO, Duration.ofNanos(1), Duration.ofSeconds(-1), Duration.ofHours(2)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.connectTimeout(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.readTimeout(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.writeTimeout(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.waitTimeout(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.messageTimeout(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.idleTimeout(wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connections(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.connections(101));
    }

    @Test
    void Trust_without_TLS_is_a_contradiction() throws Exception {
        SSLContext context = SSLContext.getDefault();

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        SmtpMailSender.to("localhost", 25).trusting(context).build());
    }

    @Test
    void The_password_shows_nowhere() {
        SmtpMailSender sender = SmtpMailSender.to("localhost", 25)
                .signIn("recupera", Secret.of("clave-secreta"))
                .build();

        assertThat(sender.toString()).doesNotContain("clave-secreta");
        assertThat(new SmtpSettings.Credentials("recupera", Secret.of("clave-secreta")).toString())
                .doesNotContain("clave-secreta");
    }
}
