package org.recupera.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.recupera.port.EmailAddress;

/** Bytes as they go over the wire, in the shape that Jakarta Mail sends: it adds and changes nothing. */
final class WireMessage extends SMTPMessage {

    private final byte[] bytes;

    WireMessage(Session session, EmailAddress bounces, byte[] bytes) {
        super(session);
        this.bytes = bytes;
        setEnvelopeFrom(bounces.value());
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoredHeaders) throws IOException {
        out.write(bytes);
    }
}
