package org.recupera.examples.portal.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * {@code multipart/form-data} (RFC 7578) on its way in.
 *
 * <p>All of it stays in memory, so no path of the program can leave a file behind. Of a form that is too large, the
 * fields that came before the end of what is kept are still there, and its files are not: browsers send fields in their
 * order on the page, so a page whose files come last gets all that was typed.
 */
final class MultipartForm implements ArrivingForm {

    /** Whole forms: more than a case may have in files, and the text. */
    static final int MOST_BYTES = 12 << 20;

    /** What stands in fields and not in files. */
    static final int MOST_TEXT_BYTES = EncodedForm.MOST_BYTES;

    static final int MOST_PARTS = 100;

    static final int MOST_HEADER_BYTES = 4096;

    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, List<UploadedFile>> files = new HashMap<>();
    private final MultiPart.Parser parser;
    private ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int bytesInAll;
    private int textBytes;
    private int parts;
    private boolean tooLarge;
    private boolean malformed;

    private MultipartForm(String boundary) {
        parser = new MultiPart.Parser(boundary, new Parts());
        parser.setMaxParts(-1);
        parser.setPartHeadersMaxLength(MOST_HEADER_BYTES);
    }

    /** Begins; without a boundary in the content type nothing can be read. */
    static MultipartForm of(String contentType) {
        String boundary = MultiPart.extractBoundary(contentType);
        boolean usable = boundary != null && boundary.matches("[ -~]{1,70}");
        MultipartForm form = new MultipartForm(usable ? boundary : "none");
        form.malformed = !usable;
        return form;
    }

    @Override
    public void take(ByteBuffer bytes, boolean last) {
        bytesInAll += bytes.remaining();
        if (bytesInAll > MOST_BYTES) {
            cut();
        }
        if (!tooLarge && !malformed) {
            parser.parse(Content.Chunk.from(bytes, last));
        }
    }

    @Override
    public boolean isTooLarge() {
        return tooLarge;
    }

    @Override
    public boolean isMalformed() {
        return malformed;
    }

    @Override
    public Form form() {
        return new Form(fields, files);
    }

    private void cut() {
        tooLarge = true;
        files.clear();
        content = new ByteArrayOutputStream();
    }

    /** Puts the parts together. */
    private final class Parts extends MultiPart.AbstractPartsListener {

        @Override
        public void onPartContent(Content.Chunk chunk) {
            byte[] more = new byte[chunk.remaining()];
            chunk.getByteBuffer().get(more);
            textBytes += getFileName() == null ? more.length : 0;
            if (textBytes > MOST_TEXT_BYTES) {
                cut();
            }
            if (!tooLarge) {
                content.writeBytes(more);
            }
        }

        @Override
        public void onPart(@Nullable String name, @Nullable String fileName, HttpFields headers) {
            byte[] bytes = content.toByteArray();
            content = new ByteArrayOutputStream();
            parts++;
            if (parts > MOST_PARTS) {
                cut();
            }
            if (tooLarge || name == null) {
                return;
            }
            if (fileName == null) {
                fields.putIfAbsent(name, Form.decode(bytes));
            }
            UploadedFile file = new UploadedFile(fileName == null ? "" : fileName, bytes);
            if (!file.isNone()) {
                files.computeIfAbsent(name, first -> new ArrayList<>()).add(file);
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            malformed = true;
        }
    }
}
