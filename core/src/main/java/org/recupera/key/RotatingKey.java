package org.recupera.key;

/** What is derived from one rotating secret: a key of its own for each purpose. */
record RotatingKey(Mac link, Mac binding, Sealer work) {

    static RotatingKey from(RootKey root) {
        return new RotatingKey(
                new Mac(root.derive("link")), new Mac(root.derive("binding")), new Sealer(root.derive("work")));
    }

    boolean isSameAs(RotatingKey other) {
        return link.isSameAs(other.link);
    }
}
