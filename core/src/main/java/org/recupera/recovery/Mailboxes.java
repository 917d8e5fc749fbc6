package org.recupera.recovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.recupera.limit.Budgets;
import org.recupera.port.Account;

/** Sorts accounts by the mailbox that may be told of them. */
final class Mailboxes {

    private static final Comparator<Account> BY_NAME = Comparator.comparing(Account::username)
            .thenComparing(account -> account.id().value());

    private Mailboxes() {}

    /**
     * The accounts that may be mailed, by the key of their address.
     *
     * <p>In an order that does not depend on the directory's, so that a mail that is tried again is the same mail.
     */
    static SortedMap<String, List<Account>> of(List<Account> accounts) {
        SortedMap<String, List<Account>> mailboxes = new TreeMap<>();
        accounts.stream()
                .sorted(BY_NAME)
                .forEach(account -> MailableAddress.of(account)
                        .ifPresent(address -> mailboxes
                                .computeIfAbsent(Budgets.mailbox(address), none -> new ArrayList<>())
                                .add(account)));
        return mailboxes;
    }
}
