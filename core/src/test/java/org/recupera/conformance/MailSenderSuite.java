package org.recupera.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailAttachment;
import org.recupera.port.MailSender;
import org.recupera.port.MailSender.Result;
import org.recupera.port.OutgoingMail;

/**
 * The contract of {@link MailSender}, for whoever writes one.
 *
 * <p>Extend it in your own tests, hand over your sender and a mail server whose mood and mailboxes you command:
 *
 * <pre>{@code
 * class HttpMailSenderTest extends MailSenderSuite {
 *
 *     @Override
 *     protected MailSender sender() {
 *         return HttpMailSender.to(SERVER.address());
 *     }
 *
 *     @Override
 *     protected void serverIs(Mood mood) {
 *         SERVER.answerWith(mood == Mood.WILLING ? 202 : mood == Mood.REFUSING ? 422 : 503);
 *     }
 *
 *     // and arrived(EmailAddress), which reads the server's mailboxes
 * }
 * }</pre>
 *
 * <p>Every mail goes to an address of its own, so the mailboxes need not be emptied between tests.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class MailSenderSuite {

    private static final String SECRET = "d0nt-repeat-this";

    /** How the mail server behind the sender behaves. */
    public enum Mood {
        /** It takes every message. */
        WILLING,
        /** It answers that it cannot take this message now. */
        BUSY,
        /** It answers that it will never take this message. */
        REFUSING,
        /** It cannot be reached. */
        DOWN
    }

    /** For the class that brings the sender. */
    protected MailSenderSuite() {}

    /**
     * The sender under test.
     *
     * @return always one to the same mail server throughout a test
     */
    protected abstract MailSender sender();

    /**
     * Makes the mail server behave in a way, until told otherwise; at the beginning it is willing.
     *
     * @param mood how it behaves from now on
     */
    protected abstract void serverIs(Mood mood);

    /**
     * Reads what arrived at the mail server for one envelope recipient, in the order of arrival.
     *
     * <p>Each message is decoded again: {@link OutgoingMail#bounces()} is the sender of the envelope, {@code to} its
     * recipient, everything else stands in headers, bodies and attachments; {@link OutgoingMail#headers()} are those
     * whose names begin with {@code X-Case-}. Lines end with LF.
     *
     * @param recipient the recipient
     * @return the messages
     */
    protected abstract List<OutgoingMail> arrived(EmailAddress recipient);

    @Test
    void an_accepted_mail_arrives_whole() {
        OutgoingMail mail = mail().from(address("portal"), "Portal de compras, División de Atención")
                .bounces(address("rebotes"))
                .replyTo(address("mesa-de-ayuda"))
                .html("<p lang=\"es\">Contraseña <b>nueva</b> &amp; más</p>\n")
                .references("<caso.1@example.org>")
                .header("X-Case-Number", "HC-2026-7Q4K9M2XJ")
                .attachment(everyByte("HC-2026-7Q4K9M2XJ-01.png", "image/png"))
                .build();
        assertInstanceOf(Result.Accepted.class, sender().send(mail));
        assertEquals(List.of(everythingOf(mail)), received(mail.to()));
    }

    @Test
    void files_and_extra_headers_arrive_with_a_mail_of_text_alone() {
        OutgoingMail mail = mail().automatic(false)
                .header("X-Case-Topic", "recuperacion-usuario")
                .header("X-Case-Queue", "Mesa de ayuda :: " + "nivel ".repeat(30) + "1")
                .attachment(everyByte("a-01.pdf", "application/pdf"))
                .attachment(MailAttachment.of("a-02.txt", "text/plain", new byte[0]))
                .attachment(everyByte("a-03.txt", "text/plain"))
                .build();
        assertInstanceOf(Result.Accepted.class, sender().send(mail));
        assertEquals(List.of(everythingOf(mail)), received(mail.to()));
    }

    @Test
    void a_mail_may_have_nothing_that_is_optional() {
        OutgoingMail mail = mail().automatic(false).build();
        assertInstanceOf(Result.Accepted.class, sender().send(mail));
        assertEquals(List.of(everythingOf(mail)), received(mail.to()));
    }

    @Test
    void text_that_mail_likes_to_bend_arrives_unbent() {
        String text = ".\n..punto\nFrom aquí\n\n" + "línea larga ".repeat(200) + "\nfin 🔑 =3D %41 \ttab\n.\n";
        OutgoingMail mail = mail().subject("Recuperación: " + "añil ".repeat(60) + "🔑 =?utf-8?Q?no?=")
                .text(text)
                .html("<p>" + text + "</p>\n")
                .build();
        assertInstanceOf(Result.Accepted.class, sender().send(mail));
        assertEquals(List.of(everythingOf(mail)), received(mail.to()));
    }

    @Test
    void a_mail_that_comes_again_keeps_its_message_id() {
        OutgoingMail mail = mail().build();
        assertInstanceOf(Result.Accepted.class, sender().send(mail));
        assertInstanceOf(Result.Accepted.class, sender().send(mail));
        for (OutgoingMail received : arrived(mail.to())) {
            assertEquals(everythingOf(mail), everythingOf(received));
        }
        assertFalse(arrived(mail.to()).isEmpty());
    }

    @Test
    void a_busy_server_defers_and_takes_the_same_mail_later() {
        deferredThenAccepted(Mood.BUSY);
    }

    @Test
    void a_server_that_is_down_defers_and_throws_nothing() {
        deferredThenAccepted(Mood.DOWN);
    }

    @Test
    void a_refused_mail_is_rejected_and_the_next_one_is_not() {
        OutgoingMail mail = mail().build();
        serverIs(Mood.REFUSING);
        Result.Rejected rejected = assertInstanceOf(Result.Rejected.class, sender().send(mail));
        assertTells(rejected.reason());
        serverIs(Mood.WILLING);
        assertEquals(List.of(), arrived(mail.to()));
        OutgoingMail next = mail().build();
        assertInstanceOf(Result.Accepted.class, sender().send(next));
        assertEquals(List.of(everythingOf(next)), received(next.to()));
    }

    @Test
    void sixteen_mails_at_once_arrive_each_at_its_recipient() {
        List<OutgoingMail> mails = IntStream.range(0, Together.THREADS)
                .mapToObj(i -> mail().subject("Correo " + i).build())
                .toList();
        Together.run(i -> assertInstanceOf(Result.Accepted.class, sender().send(mails.get(i))));
        for (OutgoingMail mail : mails) {
            assertEquals(List.of(everythingOf(mail)), received(mail.to()));
        }
    }

    private void deferredThenAccepted(Mood mood) {
        OutgoingMail mail = mail().build();
        serverIs(mood);
        Result.Deferred deferred = assertInstanceOf(Result.Deferred.class, sender().send(mail));
        assertTells(deferred.reason());
        serverIs(Mood.WILLING);
        assertEquals(List.of(), arrived(mail.to()));
        assertInstanceOf(Result.Accepted.class, sender().send(mail));
        assertEquals(List.of(everythingOf(mail)), received(mail.to()));
    }

    private static void assertTells(String reason) {
        assertFalse(reason.isBlank(), "a reason says something");
        assertFalse(reason.contains(SECRET), "a reason repeats nothing of the message");
    }

    private List<List<Object>> received(EmailAddress recipient) {
        return arrived(recipient).stream().map(MailSenderSuite::everythingOf).toList();
    }

    private static OutgoingMail.Builder mail() {
        return OutgoingMail.builder()
                .messageId("<" + Fresh.text(20) + "@example.org>")
                .from(address("portal"), null)
                .to(address(Fresh.text(12)))
                .subject("Recuperación de contraseña")
                .text("Buen día.\n\nhttps://example.org/?t=" + SECRET + "\n")
                .language(Locale.forLanguageTag("es-HN"))
                .date(Instant.parse("2026-03-02T14:05:06Z"));
    }

    private static EmailAddress address(String local) {
        return new EmailAddress(local + "@example.org");
    }

    private static MailAttachment everyByte(String name, String mediaType) {
        byte[] content = new byte[1_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        return MailAttachment.of(name, mediaType, content);
    }

    private static List<Object> everythingOf(OutgoingMail mail) {
        return List.of(
                mail.messageId(),
                mail.from(),
                mail.fromName(),
                mail.bounces(),
                mail.replyTo(),
                mail.to(),
                mail.subject(),
                mail.text(),
                mail.html(),
                mail.language(),
                mail.date(),
                mail.automatic(),
                mail.references(),
                mail.headers(),
                mail.attachments().stream().map(MailSenderSuite::everythingOf).toList());
    }

    private static List<Object> everythingOf(MailAttachment attachment) {
        try {
            String content = HexFormat.of().formatHex(attachment.open().readAllBytes());
            return List.of(attachment.name(), attachment.mediaType(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
