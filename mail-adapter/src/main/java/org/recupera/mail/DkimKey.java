package org.recupera.mail;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.NamedParameterSpec;

/**
 * A private key and the selector under which its public half stands in the DNS.
 *
 * @param algorithm the value of the tag {@code a=}
 */
record DkimKey(String selector, PrivateKey key, String algorithm) {

    private static final String RSA = "rsa-sha256";
    private static final String ED25519 = "ed25519-sha256";

    static DkimKey of(String selector, PrivateKey key) {
        var made = new DkimKey(selector, key, algorithm(selector, key));
        try {
            made.sign(new byte[0]);
        } catch (GeneralSecurityException e) {
            throw new SigningKeyException("the DKIM key of selector " + selector + " does not sign", e);
        }
        return made;
    }

    private static String algorithm(String selector, PrivateKey key) {
        if (key instanceof RSAKey rsa && key.getAlgorithm().equals("RSA")) {
            KeySize.check(rsa, "the DKIM key of selector " + selector);
            return RSA;
        }
        if (key instanceof EdECKey edwards
                && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
            return ED25519;
        }
        throw new SigningKeyException(
                "the DKIM key of selector " + selector + " is " + key.getAlgorithm() + "; DKIM knows RSA and Ed25519");
    }

    /** RFC 6376 section 3.3.2 for RSA; for Ed25519 the hash is what is signed (RFC 8463 section 3). */
    byte[] sign(byte[] data) throws GeneralSecurityException {
        boolean rsa = algorithm.equals(RSA);
        Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
        signature.initSign(key);
        signature.update(rsa ? data : MessageDigest.getInstance("SHA-256").digest(data));
        return signature.sign();
    }

    @Override
    public String toString() {
        return selector + " (" + algorithm + ')';
    }
}
