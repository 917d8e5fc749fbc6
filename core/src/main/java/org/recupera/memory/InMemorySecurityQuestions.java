package org.recupera.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SecurityQuestions;

/**
 * Keeps answers to security questions in memory, for accounts up to a number.
 *
 * <p>They are lost when the process ends. Safe for use by several threads at once.
 */
public final class InMemorySecurityQuestions implements SecurityQuestions {

    /** For how many accounts answers are held unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private final Capacity capacity;
    private final Map<Key, List<HashedAnswer>> answers = new HashMap<>();

    private InMemorySecurityQuestions(Capacity capacity) {
        this.capacity = capacity;
    }

    /**
     * Makes an empty store for {@link #DEFAULT_CAPACITY} accounts.
     *
     * @return the store
     */
    public static InMemorySecurityQuestions create() {
        return ofCapacity(DEFAULT_CAPACITY);
    }

    /**
     * Makes an empty store.
     *
     * @param accounts the most accounts whose answers it holds, of all portals together; at least 1
     * @return the store
     * @throws IllegalArgumentException when {@code accounts} is less
     */
    public static InMemorySecurityQuestions ofCapacity(int accounts) {
        return new InMemorySecurityQuestions(new Capacity(accounts));
    }

    @Override
    public synchronized List<HashedAnswer> of(PortalId portal, AccountId account) {
        return answers.getOrDefault(new Key(portal, account), List.of());
    }

    /**
     * {@inheritDoc}
     *
     * @throws PortException also when there is no room for another account
     */
    @Override
    public synchronized void replace(PortalId portal, AccountId account, List<HashedAnswer> given) {
        Key key = new Key(portal, account);
        if (given.isEmpty()) {
            answers.remove(key);
            return;
        }
        if (!answers.containsKey(key) && capacity.isReachedBy(answers.size())) {
            throw new PortException("security questions: no room for another account", null);
        }
        answers.put(key, List.copyOf(given));
    }

    @Override
    public synchronized void rehash(PortalId portal, AccountId account, HashedAnswer seen, String hash) {
        HashedAnswer anew = new HashedAnswer(seen.question(), hash);
        answers.computeIfPresent(
                new Key(portal, account),
                (key, kept) -> kept.stream()
                        .map(answer -> answer.equals(seen) ? anew : answer)
                        .toList());
    }

    private record Key(PortalId portal, AccountId account) {}
}
