package org.recupera.recovery;

import java.util.List;
import java.util.Optional;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Identifier;

/** Asks the directory and believes only what is the same byte for byte: databases match more. */
final class AccountLookUp {

    private static final AccountId NOBODY = new AccountId("nobody");
    private static final int MOST_CARRIERS = 100;

    private final RecoveryPorts ports;

    AccountLookUp(RecoveryPorts ports) {
        this.ports = ports;
    }

    List<Account> carriersOf(Identifier identifier) {
        return carriers(identifier, ports.users().find(ports.portal(), identifier));
    }

    /** The one account of that name; compares one too where the directory knows none, for somebody waits for it. */
    Optional<Account> onlyCarrierOf(Identifier username) {
        List<Account> found = ports.users().find(ports.portal(), username);
        Account decoy = Account.named(NOBODY, username.value()).build();
        List<Account> carriers = carriers(username, found.isEmpty() ? List.of(decoy) : found);
        return Optional.of(carriers.isEmpty() ? decoy : carriers.get(0))
                .filter(account -> carriers.size() == 1 && account != decoy);
    }

    private static List<Account> carriers(Identifier identifier, List<Account> found) {
        return found.stream().filter(identifier::isOn).limit(MOST_CARRIERS).toList();
    }
}
