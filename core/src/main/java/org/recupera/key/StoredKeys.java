package org.recupera.key;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.recupera.port.Secret;

/** Reads the secret keys of a key store. */
final class StoredKeys {

    private static final String PERMANENT = "permanent";
    private static final String HOW_TO = "; make one with: keytool -genseckey -keyalg AES -keysize 256 -alias ";

    private final KeyStore store;
    private final char[] password;
    private final KeyRing.Builder ring = new KeyRing.Builder();

    private StoredKeys(KeyStore store, Secret password) {
        this.store = store;
        this.password = password.reveal().toCharArray();
    }

    static KeyRing read(KeyStore store, Secret password, String current) {
        try {
            return new StoredKeys(store, password).read(current);
        } catch (KeyStoreException unloaded) {
            throw new IllegalArgumentException("the key store is not loaded", unloaded);
        }
    }

    private KeyRing read(String current) throws KeyStoreException {
        SortedSet<String> secrets = new TreeSet<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.entryInstanceOf(alias, KeyStore.SecretKeyEntry.class)) {
                secrets.add(alias);
            }
        }
        List<String> problems = new ArrayList<>();
        for (String alias : secrets) {
            try {
                take(alias);
            } catch (IllegalArgumentException refused) {
                problems.add("alias " + alias + ": " + refused.getMessage());
            }
        }
        for (String wanted : List.of(PERMANENT, current)) {
            if (!secrets.contains(wanted)) {
                problems.add("there is no secret key of alias " + wanted + HOW_TO + wanted);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the key store is refused\n  " + String.join("\n  ", problems));
        }
        return ring.current(current).build();
    }

    private void take(String alias) {
        RootKey root = RootKey.of(bytesOf(alias), HOW_TO + alias);
        if (alias.equals(PERMANENT)) {
            ring.permanent(root);
        } else {
            ring.key(alias, root);
        }
    }

    private byte[] bytesOf(String alias) {
        Key key;
        try {
            key = store.getKey(alias, password);
        } catch (GeneralSecurityException closed) {
            throw new IllegalArgumentException("the password does not open it", closed);
        }
        byte[] bytes = key == null ? null : key.getEncoded();
        if (bytes == null) {
            throw new IllegalArgumentException("its device does not hand out its bytes, from which keys are derived");
        }
        return bytes;
    }
}
