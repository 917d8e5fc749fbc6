package org.recupera.clamav;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Content as {@code INSTREAM} wants it: chunks with their length before them, and an empty one at the end.
 *
 * <p>Content of another size than was told never gets its end, so that clamd gives no verdict on a part of it.
 */
final class ContentStream implements Outgoing {

    private static final int CHUNK = 1 << 16;

    private final InputStream content;
    private final long size;
    private final byte[] chunk = new byte[Integer.BYTES + CHUNK];
    private boolean begun;
    private boolean ended;
    private long sent;

    ContentStream(InputStream content, long size) {
        this.content = content;
        this.size = size;
    }

    @Override
    public Optional<ByteBuffer> next() throws IOException {
        if (!begun) {
            begun = true;
            return Optional.of(Outgoing.bytesOf("INSTREAM"));
        }
        return ended ? Optional.empty() : Optional.of(nextChunk());
    }

    private ByteBuffer nextChunk() throws IOException {
        int length = content.readNBytes(chunk, Integer.BYTES, CHUNK);
        sent += length;
        ended = length == 0;
        if (sent > size || (ended && sent < size)) {
            throw new IOException("the content is not of the " + size + " bytes that were told");
        }
        return ByteBuffer.wrap(chunk, 0, Integer.BYTES + length).putInt(0, length);
    }
}
