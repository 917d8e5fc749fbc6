package org.recupera.recovery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.recupera.port.Account;
import org.recupera.port.EmailAddress;
import org.recupera.profile.MailTemplate;

/**
 * One mail to write.
 *
 * @param template which
 * @param account about whose account; of several at one address, the first
 * @param to the address on file
 * @param reference what tells this mail from every other; the {@code Message-ID} comes from it
 * @param values what the template needs
 * @param date when what led to it was accepted; the same on every try
 */
record Letter(
        MailTemplate template,
        Account account,
        EmailAddress to,
        String reference,
        Map<String, Object> values,
        Instant date) {

    /** What a mail about one account says of it, beside values of its own. */
    static Map<String, Object> about(Account account, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("username", account.username());
        account.displayName().ifPresent(name -> values.put("displayName", name));
        return values;
    }

    @Override
    public String toString() {
        return "Letter[" + template + ']';
    }
}
