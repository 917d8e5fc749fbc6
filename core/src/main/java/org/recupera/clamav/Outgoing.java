package org.recupera.clamav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What is sent to clamd, piece by piece. */
@FunctionalInterface
interface Outgoing {

    /** The next piece, or nothing after the last; the piece before it has been sent by now. */
    Optional<ByteBuffer> next() throws IOException;

    /** One command without content; the {@code z} has clamd end its reply with a zero byte. */
    static Outgoing command(String name) {
        Iterator<ByteBuffer> only = List.of(bytesOf(name)).iterator();
        return () -> only.hasNext() ? Optional.of(only.next()) : Optional.empty();
    }

    /** A command as clamd reads it. */
    static ByteBuffer bytesOf(String command) {
        return ByteBuffer.wrap(("z" + command + '\0').getBytes(StandardCharsets.US_ASCII));
    }
}
