package org.recupera.mail;

import java.util.Locale;
import java.util.regex.Pattern;
import org.recupera.port.EmailAddress;
import org.recupera.port.OutgoingMail;

/** Makes what a server or a library said fit for logs: one line, bounded, and nothing of the mail in it. */
final class Reason {

    private static final int MAX_LENGTH = 300;
    private static final Pattern CONTINUED = Pattern.compile("\\R\\d{3}[ -]");
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}\\p{Cs}\\p{Z}]+");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_-]{8,}");

    private Reason() {}

    static String of(SmtpFailure failure) {
        return line(failure.trouble(), failure.detail());
    }

    static String of(SmtpFailure failure, OutgoingMail mail) {
        return line(failure.trouble(), withoutContent(withoutPeople(failure.detail(), mail), mail));
    }

    static String line(Trouble trouble, String detail) {
        String joined = CONTINUED.matcher(detail).replaceAll(" ");
        String line = trouble.code() + ": "
                + NOT_PRINTABLE.matcher(joined).replaceAll(" ").strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 1) + '…';
    }

    /** The mail of a case names its requester as the one to answer. */
    private static String withoutPeople(String detail, OutgoingMail mail) {
        String rest = without(detail, mail.to(), "[recipient]");
        return mail.replyTo()
                .map(requester -> without(rest, requester, "[reply-to]"))
                .orElse(rest);
    }

    private static String without(String detail, EmailAddress person, String mark) {
        String address = person.value();
        String inAnUrl = address.replace("@", "%40");
        return Pattern.compile(Pattern.quote(address) + '|' + Pattern.quote(inAnUrl), Pattern.CASE_INSENSITIVE)
                .matcher(detail)
                .replaceAll(mark);
    }

    /** A filter's answer may quote the link that it disliked, whole or cut: every long word of the bodies goes. */
    private static String withoutContent(String detail, OutgoingMail mail) {
        String bodies = (mail.text() + ' ' + mail.html().orElse("")).toLowerCase(Locale.ROOT);
        return LONG_WORD
                .matcher(detail)
                .replaceAll(word -> bodies.contains(word.group().toLowerCase(Locale.ROOT)) ? "[…]" : word.group());
    }
}
