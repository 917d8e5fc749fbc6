package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Secret;

/** The private key of a PKCS#12 file, and its certificate with those of the authorities above it. */
record KeyFile(PrivateKey key, List<X509Certificate> chain) {

    static KeyFile read(InputStream pkcs12, Secret password, @Nullable String alias) {
        char[] characters = password.reveal().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(pkcs12, characters);
            String chosen = alias == null ? onlyKey(store) : alias;
            if (!(store.getKey(chosen, characters) instanceof PrivateKey key)) {
                throw new SigningKeyException(
                        "the PKCS#12 file has no private key under the alias " + chosen + "; it has " + keys(store));
            }
            return new KeyFile(key, chain(store, chosen));
        } catch (UnrecoverableKeyException e) {
            throw wrongPassword(password, e);
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? wrongPassword(password, e)
                    : new SigningKeyException("the PKCS#12 file cannot be read, or is none", e);
        } catch (GeneralSecurityException e) {
            throw new SigningKeyException("the key in the PKCS#12 file is of a kind that this JVM does not know", e);
        }
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    @Override
    public String toString() {
        return "KeyFile[" + key.getAlgorithm() + ']';
    }

    /** JDK 17 takes a password for wrong, though it is right, when the file is of today's form and it is not ASCII. */
    private static SigningKeyException wrongPassword(Secret password, Exception cause) {
        boolean ascii = US_ASCII.newEncoder().canEncode(password.reveal());
        return new SigningKeyException(
                "the password of the PKCS#12 file is wrong"
                        + (ascii
                                ? ""
                                : ", or cannot be used by this JVM, as it is not ASCII: export the file with another"),
                cause);
    }

    private static String onlyKey(KeyStore store) throws GeneralSecurityException {
        List<String> keys = keys(store);
        if (keys.isEmpty()) {
            throw new SigningKeyException("the PKCS#12 file has no private key: export it with"
                    + " openssl pkcs12 -export -inkey key.pem -in certificate.pem -certfile chain.pem");
        }
        if (keys.size() > 1) {
            throw new SigningKeyException("the PKCS#12 file has several keys; choose one by its alias: " + keys);
        }
        return keys.get(0);
    }

    private static List<String> keys(KeyStore store) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        return keys;
    }

    private static List<X509Certificate> chain(KeyStore store, String alias) throws GeneralSecurityException {
        Certificate[] found = store.getCertificateChain(alias);
        if (found == null || found.length == 0) {
            throw new SigningKeyException("the PKCS#12 file has no certificate for its key");
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : found) {
            chain.add((X509Certificate) certificate);
        }
        return List.copyOf(chain);
    }
}
