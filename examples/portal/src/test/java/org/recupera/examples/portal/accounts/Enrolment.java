package org.recupera.examples.portal.accounts;

import java.util.List;
import org.recupera.port.Account;

/** Puts accounts of a test's making into a portal's table. */
public final class Enrolment {

    private Enrolment() {}

    /**
     * Adds accounts.
     *
     * @param table where
     * @param accounts what is on file of each; what the portal has no column for is left out
     * @param passwordHash with which password each signs in
     */
    public static void add(AccountTable table, List<Account> accounts, String passwordHash) {
        table.add(accounts.stream()
                .map(account -> new NewAccount(
                        account.username(),
                        account.email().orElse(null),
                        account.nationalId().orElse(null),
                        account.phone().orElse(null),
                        account.enabled(),
                        passwordHash))
                .toList());
    }
}
