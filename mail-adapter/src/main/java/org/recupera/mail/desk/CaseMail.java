package org.recupera.mail.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import org.recupera.port.CaseField.Role;
import org.recupera.port.EmailAddress;
import org.recupera.port.MailAttachment;
import org.recupera.port.OutgoingMail;
import org.recupera.port.SupportCase;

/**
 * The mail that brings a case to a help desk: the same for the same case, on every node and every try.
 *
 * @param intake the desk's address
 * @param from the portal's address for cases
 * @param bounces where bounces go
 * @param desk what the desk wants
 * @param zone in which the time of filing is told
 */
record CaseMail(EmailAddress intake, EmailAddress from, EmailAddress bounces, DeskProfile desk, ZoneId zone) {

    /** The fields that every mail has; X-Case-Reason is there when recovery failed before. */
    static final List<String> HEADERS =
            List.of("X-Case-Schema", "X-Case-Number", "X-Case-Type", "X-Case-System", "X-Case-Topic", "X-Case-Locale");

    private static final String SCHEMA = "1";
    private static final int SUBJECT_LENGTH = 110;
    private static final int SYSTEM_LENGTH = 40;

    OutgoingMail of(SupportCase filed, EmailAddress requester, List<MailAttachment> files) {
        OutgoingMail.Builder mail = OutgoingMail.builder()
                .messageId("<case." + digest(filed) + ".1@" + from.domain() + '>')
                .from(from, CaseText.displayName(filed).orElse(null))
                .bounces(bounces)
                .replyTo(requester)
                .to(intake)
                .subject(subject(filed))
                .text(CaseBody.of(filed, zone))
                .language(filed.language())
                .date(filed.filedAt())
                .automatic(false)
                .header("X-Case-Schema", SCHEMA)
                .header("X-Case-Number", CaseValue.NUMBER.of(filed))
                .header("X-Case-Type", CaseValue.TYPE.of(filed))
                .header("X-Case-System", CaseValue.SYSTEM.of(filed))
                .header("X-Case-Topic", CaseValue.TOPIC.of(filed))
                .header("X-Case-Locale", CaseValue.LOCALE.of(filed));
        filed.reason().ifPresent(reason -> mail.header("X-Case-Reason", reason));
        desk.writeHeaders(mail, filed);
        files.forEach(mail::attachment);
        return mail.build();
    }

    private static String subject(SupportCase filed) {
        String system = cut(CaseText.label(filed, Role.SYSTEM), SYSTEM_LENGTH);
        String subject = CaseText.label(filed, Role.SUBJECT);
        String words = subject.isEmpty() ? CaseText.label(filed, Role.TYPE) : subject;
        String number = "[" + filed.number() + "] ";
        String end = system.isEmpty() ? "" : " - " + system;
        return number + cut(words.isEmpty() ? "Caso" : words, SUBJECT_LENGTH - number.length() - end.length()) + end;
    }

    /** The beginning of a text, without half a character at its end. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end).stripTrailing();
    }

    /** Says nothing of the case, and is the same wherever the case is handed over. */
    private static String digest(SupportCase filed) {
        try {
            byte[] key = (filed.portal() + "\n" + filed.submission()).getBytes(US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
