package org.recupera.password;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.recupera.port.Secret;

/** UTF-8 that refuses lone surrogates; {@code getBytes} would turn each into a question mark, and all would match. */
final class StrictUtf8 {

    private StrictUtf8() {}

    static Optional<byte[]> bytes(Secret secret) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret.reveal()));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return Optional.of(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
