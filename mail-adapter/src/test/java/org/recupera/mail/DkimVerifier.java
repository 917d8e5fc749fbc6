package org.recupera.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver's side of DKIM, relaxed/relaxed only: what RFC 6376 section 6.1 does with one signature. */
final class DkimVerifier {

    private static final Pattern TAG = Pattern.compile("\\s*([a-z]+)\\s*=([^;]*);?");
    private static final Pattern SIGNATURE_VALUE = Pattern.compile("([;\\s]b=)[^;]*");

    private final List<String> fields;
    private final String body;

    private DkimVerifier(List<String> fields, String body) {
        this.fields = fields;
        this.body = body;
    }

    static DkimVerifier of(byte[] message) {
        String[] halves = new String(message, ISO_8859_1).split("\r\n\r\n", 2);
        return new DkimVerifier(List.of(halves[0].split("\r\n(?![ \t])", -1)), halves[1]);
    }

    /** The signatures as they stand, first to last. */
    List<String> signatures() {
        return fields.stream()
                .filter(field -> field.startsWith("DKIM-Signature:"))
                .toList();
    }

    static Map<String, String> tags(String signature) {
        Map<String, String> tags = new LinkedHashMap<>();
        Matcher tag = TAG.matcher(signature.substring("DKIM-Signature:".length()));
        while (tag.find()) {
            tags.put(tag.group(1), tag.group(2).replaceAll("\\s", ""));
        }
        return tags;
    }

    boolean verifies(String signature, PublicKey key) throws GeneralSecurityException {
        Map<String, String> tags = tags(signature);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] bodyHash = sha256.digest(RelaxedForm.body(body).getBytes(ISO_8859_1));
        if (!tags.get("bh").equals(Base64.getEncoder().encodeToString(bodyHash))) {
            return false;
        }
        byte[] data = covered(tags.get("h"), signature).getBytes(ISO_8859_1);
        boolean rsa = tags.get("a").equals("rsa-sha256");
        Signature verifier = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
        verifier.initVerify(key);
        verifier.update(rsa ? data : sha256.digest(data));
        return verifier.verify(Base64.getDecoder().decode(tags.get("b")));
    }

    /** Of fields with one name the last comes first (section 5.4.2). */
    private String covered(String names, String signature) {
        List<String> left = new ArrayList<>(fields);
        var data = new StringBuilder();
        for (String name : names.split(":", -1)) {
            for (int i = left.size() - 1; i >= 0; i--) {
                if (left.get(i).split(":", 2)[0].strip().equalsIgnoreCase(name)) {
                    data.append(RelaxedForm.field(left.remove(i))).append("\r\n");
                    break;
                }
            }
        }
        return data + RelaxedForm.field(SIGNATURE_VALUE.matcher(signature).replaceFirst("$1"));
    }
}
