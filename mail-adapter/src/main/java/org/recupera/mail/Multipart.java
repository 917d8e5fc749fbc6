package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.recupera.port.OutgoingMail;

/** Parts with a boundary between them (RFC 2046 section 5.1). */
record Multipart(String boundary) {

    /**
     * Derives the boundary from the mail's id.
     *
     * <p>{@code =_} stands in no quoted-printable and no base64 line, so no part can hold it.
     *
     * @param mark what tells it from the boundary of another multipart in the same mail; no hexadecimal digit, so that
     *     neither begins like the other
     */
    static Multipart of(OutgoingMail mail, String mark) {
        return new Multipart("=_" + mark + HexFormat.of().formatHex(digest(mail.messageId()), 0, 16));
    }

    /** The multipart as an entity: its Content-Type of these words and the boundary, then each part byte for byte. */
    byte[] entity(List<String> type, byte[]... parts) {
        List<String> words = new ArrayList<>(type);
        words.add("boundary=\"" + boundary + '"');
        var out = new ByteArrayOutputStream();
        out.writeBytes(new HeaderBlock().field("Content-Type", words).bytes());
        for (byte[] part : parts) {
            out.writeBytes(("\r\n--" + boundary + "\r\n").getBytes(US_ASCII));
            out.writeBytes(part);
        }
        out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(US_ASCII));
        return out.toByteArray();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
