package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a message DKIM covers: all of its fields, the absence of others, and the body.
 *
 * @param fields as they stand in the message, by name; MessageWriter writes each once
 */
record CoveredMessage(Map<String, String> fields, String body) {

    /**
     * All that MessageWriter writes of its own, RFC 6376 section 5.4.1, and what would change how a reader is shown a
     * mail or have him send a receipt.
     *
     * <p>Less the fields {@code Resent-*}, which a reader who passes a mail on adds rightly.
     */
    private static final List<String> NAMES = List.of(
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-Language",
            "Content-Disposition",
            "Content-Description",
            "Content-ID",
            "Disposition-Notification-To",
            "Return-Receipt-To",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "List-Id",
            "List-Help",
            "List-Unsubscribe",
            "List-Subscribe",
            "List-Post",
            "List-Owner",
            "List-Archive");

    private static final Pattern FIELD_END = Pattern.compile("\r\n(?![ \t])");

    static CoveredMessage of(byte[] message) {
        String text = new String(message, US_ASCII);
        int headerEnd = text.indexOf("\r\n\r\n") + 2;
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String field : FIELD_END.split(text.substring(0, headerEnd), 0)) {
            fields.put(field.substring(0, field.indexOf(':')), field);
        }
        return new CoveredMessage(fields, text.substring(headerEnd + 2));
    }

    /** Each name once more than it occurs: another field of that name would spoil the signature (section 8.15). */
    List<String> names() {
        return fieldNames()
                .flatMap(name -> fields.containsKey(name) ? Stream.of(name, name) : Stream.of(name))
                .toList();
    }

    /** The fields in the order of their names, in relaxed form; what does not occur counts as nothing. */
    String canonicalFields() {
        return fieldNames()
                .map(fields::get)
                .filter(Objects::nonNull)
                .map(field -> RelaxedForm.field(field) + "\r\n")
                .collect(Collectors.joining());
    }

    /** Those that every signature covers, and then the mail's extra ones. */
    private Stream<String> fieldNames() {
        Stream<String> extra =
                fields.keySet().stream().filter(name -> NAMES.stream().noneMatch(name::equalsIgnoreCase));
        return Stream.concat(NAMES.stream(), extra);
    }

    String bodyHash() throws GeneralSecurityException {
        byte[] canonical = RelaxedForm.body(body).getBytes(US_ASCII);
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
    }
}
