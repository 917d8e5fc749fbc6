package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.util.QPEncoderStream;
import org.jspecify.annotations.Nullable;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailAttachment;
import org.recupera.port.OutgoingMail;

/**
 * Turns a mail into the bytes of a message: the same mail gives the same bytes.
 *
 * <p>Written here and not by {@code MimeMessage}, which puts the time, a hash and a host name into boundaries and
 * obeys system properties of the JVM. Lines end in CRLF, are ASCII and at most 998 bytes long, so that no server on the
 * way needs to change them.
 */
public final class MessageWriter {

    private static final Pattern LINE_END = Pattern.compile("\r\n?|\n");

    /** What servers and mailboxes like to change at the beginning of a line, which would spoil a signature. */
    private static final Pattern AT_RISK = Pattern.compile("(?m)^(?:\\.|F(?=rom ))");

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, "\r\n".getBytes(US_ASCII));

    /** RFC 2045 section 6.7 allows 76; the rest is for what is at risk. */
    private static final int LINE = 74;

    private final @Nullable SmimeSigner smime;
    private final @Nullable DkimSigner dkim;

    MessageWriter(@Nullable SmimeSigner smime, @Nullable DkimSigner dkim) {
        this.smime = smime;
        this.dkim = dkim;
    }

    /**
     * Writes a message as {@link SmtpMailSender} sends it when it signs nothing.
     *
     * <p>For who wants to look at a message before it goes out.
     *
     * @param mail the mail
     * @return the message: ASCII, lines ended by CRLF
     * @throws IllegalArgumentException when a header value could not stand in a header
     * @throws java.time.DateTimeException when the date could not
     */
    public static byte[] unsigned(OutgoingMail mail) {
        return joined(header(mail), content(mail));
    }

    /** Tells whether mail could be signed now. */
    void check() throws SigningFailure {
        if (smime != null) {
            smime.check();
        }
    }

    /** Why mail of an address would not be signed, if it would not. */
    Optional<String> refusalOf(EmailAddress from) {
        Optional<String> bySmime = smime == null ? Optional.empty() : smime.refusalOf(from);
        return bySmime.isPresent() || dkim == null ? bySmime : dkim.refusalOf(from);
    }

    /** That what signs has to be renewed soon, if it has. */
    Optional<String> renewal() {
        return smime == null ? Optional.empty() : smime.renewal();
    }

    /**
     * Writes the message, signed as the settings have it; DKIM comes last and covers everything.
     *
     * @throws IllegalArgumentException when a header value could not stand in a header
     * @throws SigningFailure when it cannot be signed
     */
    byte[] write(OutgoingMail mail) throws SigningFailure {
        byte[] content = content(mail);
        byte[] message = joined(header(mail), smime == null ? content : smime.sign(content, mail));
        return dkim == null ? message : joined(dkim.sign(message, mail), message);
    }

    private static byte[] header(OutgoingMail mail) {
        var header = new HeaderBlock();
        header.field("Date", date(mail.date()).split(" "))
                .mailbox("From", mail.fromName().orElse(""), mail.from().value());
        mail.replyTo().map(EmailAddress::value).ifPresent(address -> header.mailbox("Reply-To", "", address));
        header.mailbox("To", "", mail.to().value()).field("Message-ID", mail.messageId());
        mail.references().ifPresent(id -> header.field("In-Reply-To", id).field("References", id));
        header.text("Subject", mail.subject())
                .field("Content-Language", mail.language().toLanguageTag());
        if (mail.automatic()) {
            header.field("Auto-Submitted", "auto-generated").field("X-Auto-Response-Suppress", "All");
        }
        mail.headers().forEach((name, value) -> header.field(name, value.split(" ", -1)));
        return header.field("MIME-Version", "1.0").bytes();
    }

    /** The content with its own header fields: the part that an S/MIME signature covers. */
    private static byte[] content(OutgoingMail mail) {
        byte[] bodies = bodies(mail);
        if (mail.attachments().isEmpty()) {
            return bodies;
        }
        Stream<byte[]> files = mail.attachments().stream().map(MessageWriter::file);
        return Multipart.of(mail, "m")
                .entity(
                        List.of("multipart/mixed;"),
                        Stream.concat(Stream.of(bodies), files).toArray(byte[][]::new));
    }

    private static byte[] bodies(OutgoingMail mail) {
        byte[] text = part("plain", mail.text());
        return mail.html()
                .map(html -> Multipart.of(mail, "").entity(List.of("multipart/alternative;"), text, part("html", html)))
                .orElse(text);
    }

    private static byte[] file(MailAttachment attachment) {
        byte[] header = new HeaderBlock()
                .field("Content-Type", attachment.mediaType())
                .field("Content-Transfer-Encoding", "base64")
                .field("Content-Disposition", "attachment;", "filename=\"" + attachment.name() + '"')
                .bytes();
        try (InputStream content = attachment.open()) {
            return joined(header, "\r\n".getBytes(US_ASCII), BASE64.encode(content.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] part(String subtype, String text) {
        byte[] header = new HeaderBlock()
                .field("Content-Type", "text/" + subtype + ";", "charset=UTF-8")
                .field("Content-Transfer-Encoding", "quoted-printable")
                .bytes();
        return joined(header, "\r\n".getBytes(US_ASCII), quotedPrintable(text));
    }

    private static byte[] quotedPrintable(String text) {
        String lines = LINE_END.matcher(text).replaceAll("\r\n");
        String canonical = lines.endsWith("\r\n") ? lines : lines + "\r\n";
        var out = new ByteArrayOutputStream();
        try (var encoder = new QPEncoderStream(out, LINE)) {
            encoder.write(canonical.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AT_RISK.matcher(out.toString(US_ASCII))
                .replaceAll(found -> found.group().equals(".") ? "=2E" : "=46")
                .getBytes(US_ASCII);
    }

    /** RFC 5322 writes UTC as +0000; the formatter's GMT is the obsolete form. */
    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(instant.atOffset(ZoneOffset.UTC))
                .replace("GMT", "+0000");
    }

    private static byte[] joined(byte[]... pieces) {
        var out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
