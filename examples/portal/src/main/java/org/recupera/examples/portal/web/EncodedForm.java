package org.recupera.examples.portal.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** {@code application/x-www-form-urlencoded} on its way in. */
final class EncodedForm implements ArrivingForm {

    /** 100 kB of text that needs six characters for two bytes still fits. */
    static final int MOST_BYTES = 1 << 20;

    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

    @Override
    public void take(ByteBuffer bytes, boolean last) {
        byte[] more = new byte[Math.min(bytes.remaining(), MOST_BYTES + 1 - encoded.size())];
        bytes.get(more);
        encoded.writeBytes(more);
    }

    @Override
    public boolean isTooLarge() {
        return encoded.size() > MOST_BYTES;
    }

    @Override
    public Form form() {
        return isTooLarge() ? Form.EMPTY : Form.parse(encoded.toByteArray());
    }
}
