package org.recupera.attachment;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageOutputStreamImpl;

/** Takes a picture that is being written, in memory and only up to a limit. */
final class BoundedOutput extends ImageOutputStreamImpl {

    private static final int FIRST = 1 << 16;

    private final int limit;
    private byte[] bytes;
    private int length;
    private boolean exceeded;

    BoundedOutput(int limit) {
        this.limit = limit;
        this.bytes = new byte[Math.min(limit, FIRST)];
    }

    /** Whether more was written than fits, so that the rest is missing. */
    boolean isExceeded() {
        return exceeded;
    }

    byte[] content() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        flushBits();
        long end = streamPos + count;
        if (end > limit) {
            exceeded = true;
            throw new IOException("larger than " + limit + " bytes");
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(end, 2L * bytes.length)));
        }
        System.arraycopy(from, offset, bytes, (int) streamPos, count);
        length = (int) Math.max(length, end);
        streamPos = end;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < length ? Byte.toUnsignedInt(bytes[(int) streamPos++]) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
        bitOffset = 0;
        int available = (int) Math.min(count, Math.max(0, length - streamPos));
        System.arraycopy(bytes, (int) Math.min(streamPos, length), into, offset, available);
        streamPos += available;
        return available == 0 && count > 0 ? -1 : available;
    }

    @Override
    public long length() {
        return length;
    }
}
