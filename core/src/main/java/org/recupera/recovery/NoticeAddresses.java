package org.recupera.recovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.recupera.limit.Budgets;
import org.recupera.port.Account;
import org.recupera.port.EmailAddress;

/**
 * Where a person is told of what was done to an account: at the address on file, and at the one before it.
 *
 * <p>So whoever put in an address of his own does not keep it from the owner.
 */
final class NoticeAddresses {

    /** What tells the mail to the former address from the one to the present address. */
    static final String FORMER = "/former";

    private NoticeAddresses() {}

    /** The addresses by what tells their mails apart, which is nothing for the one on file. */
    static Map<String, EmailAddress> of(Account account) {
        Map<String, EmailAddress> addresses = new LinkedHashMap<>();
        Optional<EmailAddress> present = MailableAddress.of(account);
        present.ifPresent(address -> addresses.put("", address));
        account.formerEmail()
                .flatMap(EmailAddress::parse)
                .filter(former -> present.filter(
                                address -> Budgets.mailbox(address).equals(Budgets.mailbox(former)))
                        .isEmpty())
                .ifPresent(former -> addresses.put(FORMER, former));
        return addresses;
    }
}
