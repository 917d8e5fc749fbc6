package org.recupera.recovery;

import java.util.Optional;
import org.recupera.port.Account;
import org.recupera.port.EmailAddress;

/** Mail goes to the address on file of an enabled account, if it is a plain one, and nowhere else. */
final class MailableAddress {

    private MailableAddress() {}

    static Optional<EmailAddress> of(Account account) {
        return account.enabled() ? account.email().flatMap(EmailAddress::parse) : Optional.empty();
    }
}
