package org.recupera.memory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;
import org.recupera.port.IdentifierKind;
import org.recupera.port.PasswordChange;
import org.recupera.port.PasswordHash;
import org.recupera.port.PasswordStore;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;
import org.recupera.port.UserDirectory;

/**
 * Keeps accounts and passwords in memory, up to a number.
 *
 * <p>Both a directory and the password store that belongs to it. Passwords are hashed with the function that is given,
 * and each change of one counts up the account's password version. Accounts are lost when the process ends.
 *
 * <p>Safe for use by several threads at once; hashing holds no lock.
 */
public final class InMemoryAccounts implements UserDirectory, PasswordStore {

    /** How many accounts are held unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 100_000;

    private final PasswordHash hash;
    private final Capacity capacity;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final Map<Carried, Set<Key>> carriers = new HashMap<>();

    private InMemoryAccounts(PasswordHash hash, Capacity capacity) {
        this.hash = hash;
        this.capacity = capacity;
    }

    /**
     * Makes an empty directory of {@link #DEFAULT_CAPACITY}.
     *
     * @param hash how passwords are hashed
     * @return the directory
     */
    public static InMemoryAccounts hashedWith(PasswordHash hash) {
        return hashedWith(hash, DEFAULT_CAPACITY);
    }

    /**
     * Makes an empty directory.
     *
     * @param hash how passwords are hashed
     * @param accounts the most accounts it holds, of all portals together; at least 1
     * @return the directory
     * @throws IllegalArgumentException when {@code accounts} is less
     */
    public static InMemoryAccounts hashedWith(PasswordHash hash, int accounts) {
        return new InMemoryAccounts(hash, new Capacity(accounts));
    }

    /**
     * Adds an account.
     *
     * @param portal the portal to which it belongs
     * @param account what is on file; its {@link Account#passwordVersion()} is counted here, whatever it holds
     * @param password the password with which it signs in
     * @return this
     * @throws IllegalArgumentException when the portal has an account of that id, or when the hash does not accept the
     *     password
     * @throws IllegalStateException when there is no room for another account
     */
    public InMemoryAccounts add(PortalId portal, Account account, Secret password) {
        String hashed = hash.hash(password);
        synchronized (this) {
            Key key = new Key(portal, account.id());
            if (entries.containsKey(key)) {
                throw new IllegalArgumentException("the portal has an account of that id");
            }
            if (capacity.isReachedBy(entries.size())) {
                throw new IllegalStateException("there is no room for another account");
            }
            file(key, new Entry(account, hashed, 1));
        }
        return this;
    }

    /**
     * Replaces an account's names, addresses and status.
     *
     * <p>Its password and password version stay.
     *
     * @param portal the portal to which it belongs
     * @param account what is on file from now on
     * @throws IllegalArgumentException when the portal has no account of that id
     */
    public synchronized void update(PortalId portal, Account account) {
        Key key = new Key(portal, account.id());
        Entry former = entries.get(key);
        if (former == null) {
            throw new IllegalArgumentException("the portal has no account of that id");
        }
        unindex(key, former);
        file(key, new Entry(account, former.hashed(), former.version()));
    }

    /**
     * Removes an account, if there is one of that id.
     *
     * @param portal the portal to which it belongs
     * @param id the account's key
     */
    public synchronized void remove(PortalId portal, AccountId id) {
        Key key = new Key(portal, id);
        Entry former = entries.remove(key);
        if (former != null) {
            unindex(key, former);
        }
    }

    /**
     * Whether a password is the account's, for signing in.
     *
     * <p>Whether the account is enabled is not asked.
     *
     * @param portal the portal to which the account belongs
     * @param id the account's key
     * @param password what was typed, in NFC
     * @return {@code false} also when there is no such account; that answer comes sooner
     */
    public boolean verify(PortalId portal, AccountId id, Secret password) {
        return entry(new Key(portal, id))
                .filter(entry -> hash.verify(password, entry.hashed()))
                .isPresent();
    }

    @Override
    public synchronized List<Account> find(PortalId portal, Identifier identifier) {
        return carriers.getOrDefault(new Carried(portal, identifier), Set.of()).stream()
                .flatMap(key -> entry(key).stream())
                .map(Entry::account)
                .toList();
    }

    @Override
    public Optional<Account> byId(PortalId portal, AccountId id) {
        return entry(new Key(portal, id)).map(Entry::account);
    }

    @Override
    public Result replace(PasswordChange change) {
        Key key = new Key(change.portal(), change.account());
        if (entry(key).filter(entry -> entry.isOfVersion(change)).isEmpty()) {
            return Result.STALE;
        }
        if (!hash.accepts(change.password())) {
            return Result.REFUSED;
        }
        String hashed = hash.hash(change.password());
        synchronized (this) {
            Optional<Entry> seen = entry(key).filter(entry -> entry.isOfVersion(change));
            seen.ifPresent(entry -> entries.put(key, new Entry(entry.account(), hashed, entry.version() + 1)));
            return seen.isPresent() ? Result.REPLACED : Result.STALE;
        }
    }

    private synchronized Optional<Entry> entry(Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    private void file(Key key, Entry entry) {
        entries.put(key, entry);
        carried(key.portal(), entry)
                .forEach(value -> carriers.computeIfAbsent(value, any -> new LinkedHashSet<>())
                        .add(key));
    }

    private void unindex(Key key, Entry entry) {
        carried(key.portal(), entry)
                .forEach(value -> carriers.computeIfPresent(value, (any, keys) -> {
                    keys.remove(key);
                    return keys.isEmpty() ? null : keys;
                }));
    }

    private static Stream<Carried> carried(PortalId portal, Entry entry) {
        return Stream.of(IdentifierKind.values())
                .flatMap(
                        kind -> entry
                                .account()
                                .identifier(kind)
                                .flatMap(stored -> Identifier.read(kind, stored).identifier())
                                .stream())
                .map(identifier -> new Carried(portal, identifier));
    }

    private record Key(PortalId portal, AccountId id) {}

    private record Carried(PortalId portal, Identifier identifier) {}

    private record Entry(Account account, String hashed, long version) {

        /** Whoever is found is handed over as is: making a value here would tell by its time that somebody was. */
        Entry {
            account =
                    account.toBuilder().passwordVersion(Long.toString(version)).build();
        }

        @Override
        public String toString() {
            return "Entry[" + account + ']';
        }

        boolean isOfVersion(PasswordChange change) {
            return Long.toString(version).equals(change.seenVersion());
        }
    }
}
