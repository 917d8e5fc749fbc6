package org.recupera.key;

/** What opening sealed work comes to. */
public sealed interface Unsealed {

    /**
     * It opened.
     *
     * @param plain what was sealed
     */
    @SuppressWarnings("ArrayRecordComponent") // made for one reader, and never compared
    record Opened(byte[] plain) implements Unsealed {}

    /**
     * The key is not in the ring: not yet, or no more.
     *
     * @param keyId the key's id
     */
    record KeyMissing(String keyId) implements Unsealed {}

    /**
     * The key is revoked, and its secret was taken out of the ring.
     *
     * @param keyId the key's id
     */
    record KeyRevoked(String keyId) implements Unsealed {}

    /** It was changed, belongs elsewhere, or was sealed with another key of the same id. */
    record Foreign() implements Unsealed {}
}
