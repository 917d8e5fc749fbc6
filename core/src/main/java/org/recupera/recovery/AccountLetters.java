package org.recupera.recovery;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.recupera.mailing.Letter;
import org.recupera.mailing.Mailing;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.EmailAddress;
import org.recupera.profile.MailTemplate;
import org.recupera.work.WorkResult;

/** Writes to people about their accounts, in the language that the account has on file. */
final class AccountLetters {

    /** Nobody's account; what is rendered for it is thrown away. */
    private static final Account NOBODY = Account.named(new AccountId("nobody"), "nobody")
            .email("nobody@invalid.invalid")
            .build();

    private final RecoveryPorts ports;
    private final Mailing mailing;

    AccountLetters(RecoveryPorts ports) {
        this.ports = ports;
        this.mailing = Mailing.of(ports.profile(), ports.mail(), ports.keys(), ports.events(), ports.clock());
    }

    /** What a mail about one account says of it, beside values of its own. */
    static Map<String, Object> about(Account account, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("username", account.username());
        account.displayName().ifPresent(name -> values.put("displayName", name));
        return values;
    }

    /**
     * A letter.
     *
     * @param account about whose account; of several at one address, the first
     * @param to the address on file
     */
    Letter letter(
            MailTemplate template,
            Account account,
            EmailAddress to,
            String reference,
            Map<String, Object> values,
            Instant date) {
        return new Letter(
                template,
                to,
                account.language().orElse(ports.profile().language()),
                reference,
                values,
                date,
                event -> ports.about(event, account.id()),
                null,
                true);
    }

    /** Hands a letter over; {@code accepted} runs once a mail server has accepted it. */
    WorkResult send(Letter letter, Runnable accepted) {
        return mailing.send(letter, accepted);
    }

    /** Does the work of writing a mail, for nobody, and sends nothing. */
    void rehearse(MailTemplate template, Function<List<Account>, Map<String, Object>> values, Instant date) {
        EmailAddress nowhere = MailableAddress.of(NOBODY).orElseThrow();
        mailing.rehearse(letter(template, NOBODY, nowhere, "rehearsal", values.apply(List.of(NOBODY)), date));
    }
}
