package org.recupera.key;

/** What is derived from the secret that does not rotate: a key of its own for each purpose. */
record PermanentKeys(Mac pseudonym, Mac decoy) {

    static PermanentKeys from(RootKey root) {
        return new PermanentKeys(new Mac(root.derive("pseudonym")), new Mac(root.derive("decoy")));
    }

    boolean isSameAs(PermanentKeys other) {
        return pseudonym.isSameAs(other.pseudonym);
    }
}
