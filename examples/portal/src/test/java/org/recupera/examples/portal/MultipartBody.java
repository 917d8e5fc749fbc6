package org.recupera.examples.portal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code multipart/form-data}, written as browsers do (RFC 7578, HTML). */
final class MultipartBody {

    static final String CONTENT_TYPE = "multipart/form-data; boundary=----frontera7MA4YWxkTrZu0gW";
    private static final String BOUNDARY = "------frontera7MA4YWxkTrZu0gW";

    private MultipartBody() {}

    static byte[] of(Map<String, String> fields, String fileField, List<SentFile> files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            head(body, name, "");
            body.writeBytes(utf8(value.replaceAll("\r?\n", "\r\n") + "\r\n"));
        });
        for (SentFile file : files) {
            head(
                    body,
                    fileField,
                    "; filename=\"" + file.name().replace("\"", "%22") + "\"\r\nContent-Type: " + file.contentType());
            body.writeBytes(file.content());
            body.writeBytes(utf8("\r\n"));
        }
        body.writeBytes(utf8(BOUNDARY + "--\r\n"));
        return body.toByteArray();
    }

    private static void head(ByteArrayOutputStream body, String name, String more) {
        body.writeBytes(
                utf8(BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + '"' + more + "\r\n\r\n"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
