package org.recupera.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.recupera.key.Keys;
import org.recupera.key.Unsealed;
import org.recupera.port.Lane;
import org.recupera.port.PortalId;
import org.recupera.port.Work;
import org.recupera.port.WorkQueue;

/**
 * Places orders on the queue, sealed, and reads them back.
 *
 * <p>Sealed orders are padded, so that their length tells as little as their bytes. Safe for use by several threads.
 */
public final class OrderBook {

    private static final int BLOCK = 256;
    private static final byte PADDING = ' ';

    private final PortalId portal;
    private final WorkQueue queue;
    private final Keys keys;
    private final SecureRandom random;
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * Opens the book of one portal.
     *
     * @param portal whose orders
     * @param queue where they wait
     * @param keys what they are sealed with
     * @param random where nonces come from
     */
    public OrderBook(PortalId portal, WorkQueue queue, Keys keys, SecureRandom random) {
        this.portal = portal;
        this.queue = queue;
        this.keys = keys;
        this.random = random;
    }

    /**
     * Accepts an order, unless one of the same key is under way.
     *
     * @param order what to do
     * @param dueAt from when on
     * @return whether it was stored
     * @throws org.recupera.port.PortException when it is unknown whether it was stored
     */
    public boolean place(Order order, Instant dueAt) {
        return queue.put(sealed(order, dueAt));
    }

    Work sealed(Order order, Instant dueAt) {
        byte[] payload = keys.ring().seal(padded(order.details()), context(order), random);
        return new Work(portal, order.key(), order.lane(), order.kind(), payload, order.acceptedAt(), dueAt);
    }

    /**
     * Opens work and has it carried out.
     *
     * <p>A key that is missing may be on another node, or come to this one, so the work is tried again; one that
     * is revoked and gone will not, so the work is kept as a dead letter.
     */
    WorkResult open(Work work, Function<Order, WorkResult> carryOut) {
        Unsealed unsealed =
                keys.ring().unseal(work.payload(), context(work.lane(), work.kind(), work.key(), work.acceptedAt()));
        if (unsealed instanceof Unsealed.Opened opened) {
            return carryOut.apply(
                    new Order(work.key(), work.lane(), work.kind(), details(opened.plain()), work.acceptedAt()));
        }
        if (unsealed instanceof Unsealed.KeyRevoked revoked) {
            return new WorkResult.Dead("sealed with the key " + revoked.keyId() + ", which is revoked and gone");
        }
        if (unsealed instanceof Unsealed.KeyMissing missing) {
            return new WorkResult.Failed("sealed with the key " + missing.keyId() + ", which this node does not have");
        }
        return new WorkResult.Failed("sealed elsewhere or changed since");
    }

    private String context(Order order) {
        return context(order.lane(), order.kind(), order.key(), order.acceptedAt());
    }

    /** All that a queue keeps in clear and the work goes by; microseconds are what every queue keeps. */
    private String context(Lane lane, String kind, String key, Instant acceptedAt) {
        return String.join(
                "\n",
                portal.value(),
                lane.name(),
                kind,
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, acceptedAt)),
                key);
    }

    private byte[] padded(Map<String, String> details) {
        try {
            byte[] plain = json.writeValueAsBytes(details);
            byte[] padded = Arrays.copyOf(plain, (plain.length / BLOCK + 1) * BLOCK);
            Arrays.fill(padded, plain.length, padded.length, PADDING);
            return padded;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a map of texts is always JSON", impossible);
        }
    }

    private Map<String, String> details(byte[] plain) {
        try {
            return json.readValue(plain, new TypeReference<Map<String, String>>() {});
        } catch (IOException foreign) {
            throw new IllegalStateException("sealed work does not hold what this version writes", foreign);
        }
    }
}
