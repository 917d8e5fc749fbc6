package org.recupera.mail;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recupera.port.Secret;

/** Reads a private key from PEM (RFC 7468 section 10). */
final class PemKey {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]++)-----END PRIVATE KEY-----");
    private static final Pattern OTHER = Pattern.compile("-----BEGIN ([A-Z]{1,30} PRIVATE KEY)-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "Ed25519");

    private PemKey() {}

    static PrivateKey read(Secret pem) {
        Matcher found = PKCS8.matcher(pem.reveal());
        if (!found.find()) {
            throw new SigningKeyException(withoutPkcs8(pem));
        }
        var key = new PKCS8EncodedKeySpec(decoded(found.group(1)));
        return ALGORITHMS.stream()
                .flatMap(algorithm -> as(algorithm, key).stream())
                .findFirst()
                .orElseThrow(() -> new SigningKeyException(
                        "the PEM text holds a damaged key, or one that is neither RSA nor Ed25519"));
    }

    private static Optional<PrivateKey> as(String algorithm, PKCS8EncodedKeySpec key) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(key));
        } catch (InvalidKeySpecException isAnother) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 15 has " + algorithm, e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException damaged) {
            throw new SigningKeyException("the PEM text's base64 is damaged");
        }
    }

    private static String withoutPkcs8(Secret pem) {
        Matcher other = OTHER.matcher(pem.reveal());
        if (!other.find()) {
            return "the PEM text holds no whole block BEGIN PRIVATE KEY ... END PRIVATE KEY";
        }
        return "the PEM text holds a key of the form " + other.group(1)
                + "; turn it into PKCS#8 with: openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem";
    }
}
