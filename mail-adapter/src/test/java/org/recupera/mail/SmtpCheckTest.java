package org.recupera.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.MailSender.Result.Accepted;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SmtpCheckTest {

    private final ScriptedServer server = ScriptedServer.plain();
    private final SmtpMailSender sender =
            SmtpMailSender.to("localhost", server.port()).build();

    @AfterEach
    void end() {
        sender.close();
        server.close();
    }

    @Test
    void A_server_that_answers_is_ready() {
        assertThat(sender.check()).isEqualTo(new SmtpCheck.Ready());
        assertThat(server.commands).startsWith("EHLO localhost", "NOOP");
    }

    @Test
    void Mail_after_a_look_goes_out_under_the_senders_domain() {
        sender.check();
        assertThat(sender.send(Mails.mail().build())).isEqualTo(new Accepted());

        assertThat(server.commands).contains("EHLO correo.example.hn");
        assertThat(server.connections).hasValue(2);
    }

    @Test
    void A_look_uses_and_leaves_the_kept_connection() {
        sender.send(Mails.mail().build());
        assertThat(sender.check()).isEqualTo(new SmtpCheck.Ready());
        sender.send(Mails.mail().build());

        assertThat(server.connections).hasValue(1);
    }

    @Test
    void A_given_name_is_used_for_both() {
        try (SmtpMailSender named = SmtpMailSender.to("localhost", server.port())
                .helloName("portal.example.hn")
                .build()) {
            named.check();
            named.send(Mails.mail().build());
        }
        assertThat(server.commands)
                .filteredOn(command -> command.startsWith("EHLO"))
                .containsExactly("EHLO portal.example.hn");
    }

    @Test
    void What_is_wrong_is_told() {
        server.on("NOOP", "451 4.3.0 disk full");
        assertThat(sender.check()).isEqualTo(new SmtpCheck.Unready("refused: 451 4.3.0 disk full"));

        server.on("NOOP", "421 4.3.2 shutting down");
        sender.send(Mails.mail().build());
        assertThat(sender.check()).isEqualTo(new SmtpCheck.Unready("refused: 421 4.3.2 shutting down"));

        server.close();
        assertThat(sender.check())
                .isInstanceOfSatisfying(
                        SmtpCheck.Unready.class,
                        unready -> assertThat(unready.reason()).startsWith("unreachable: "));
    }
}
