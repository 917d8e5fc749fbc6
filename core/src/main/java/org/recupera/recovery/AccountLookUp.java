package org.recupera.recovery;

import java.util.List;
import org.recupera.port.Account;
import org.recupera.port.Identifier;

/** Asks the directory and believes only what is the same byte for byte: databases match more. */
final class AccountLookUp {

    private static final int MOST_CARRIERS = 100;

    private final RecoveryPorts ports;

    AccountLookUp(RecoveryPorts ports) {
        this.ports = ports;
    }

    List<Account> carriersOf(Identifier identifier) {
        return ports.users().find(ports.portal(), identifier).stream()
                .filter(identifier::isOn)
                .limit(MOST_CARRIERS)
                .toList();
    }
}
