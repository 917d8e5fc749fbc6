package org.recupera.password;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.key.RandomSecret;
import org.recupera.port.Secret;

/** The keys of the keyed step by their ids, and which of them new hashes are made with, if any. */
final class Peppers {

    /** No more than eight bytes, which is what the PHC string format has room for. */
    static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,8}");

    private final @Nullable String current;
    private final Map<String, byte[]> keys;

    private Peppers(@Nullable String current, Map<String, byte[]> keys) {
        this.current = current;
        this.keys = Map.copyOf(keys);
    }

    static Peppers none() {
        return new Peppers(null, Map.of());
    }

    /** The id that goes into new hashes; {@code null} for hashes without a keyed step. */
    @Nullable
    String current() {
        return current;
    }

    /** The key of an id, no bytes for no id, or nothing when the key is not here. */
    Optional<byte[]> key(@Nullable String id) {
        return id == null ? Optional.of(new byte[0]) : Optional.ofNullable(keys.get(id));
    }

    Peppers withCurrent(String id, Secret base64) {
        if (current != null) {
            throw new IllegalArgumentException("new hashes have a pepper already, " + current);
        }
        return new Peppers(id, with(id, base64));
    }

    Peppers withFormer(String id, Secret base64) {
        return new Peppers(current, with(id, base64));
    }

    private Map<String, byte[]> with(String id, Secret base64) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a pepper has 1 to 8 characters of A-Z, a-z, 0-9, '.', '_' and '-'");
        }
        Map<String, byte[]> all = new HashMap<>(keys);
        if (all.putIfAbsent(id, RandomSecret.bytes(base64)) != null) {
            throw new IllegalArgumentException("there is a pepper " + id + " already");
        }
        return all;
    }
}
