package org.recupera.recovery;

import java.time.Instant;
import java.util.Map;
import org.recupera.port.Account;
import org.recupera.port.EmailAddress;
import org.recupera.profile.MailTemplate;

/**
 * One mail to write.
 *
 * @param template which
 * @param account about whose account
 * @param to the address on file
 * @param reference what tells this mail from every other; the {@code Message-ID} comes from it
 * @param values what the template needs beside the account
 * @param date when what led to it was accepted; the same on every try
 */
record Letter(
        MailTemplate template,
        Account account,
        EmailAddress to,
        String reference,
        Map<String, Object> values,
        Instant date) {

    @Override
    public String toString() {
        return "Letter[" + template + ']';
    }
}
