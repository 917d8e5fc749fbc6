package org.recupera.recovery;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.Link;
import org.recupera.port.Secret;

/** Judges a token that somebody presents; changes nothing. */
final class PresentedLink {

    /** What the token turned out to be. */
    sealed interface Judgement {

        /** A link that can be used now, and its account as it is now. */
        record Good(Link link, Account account) implements Judgement {}

        /** Something that cannot be used, and whose it is if its secret was right. */
        record Bad(LinkRefusal reason, @Nullable AccountId account) implements Judgement {}
    }

    private final RecoveryPorts ports;
    private final LinkSecrets secrets;
    private final LinkRules rules;

    PresentedLink(RecoveryPorts ports, LinkSecrets secrets) {
        this.ports = ports;
        this.secrets = secrets;
        this.rules = ports.linkRules();
    }

    /** In this order: form and checksum, secret against the row, state and time, then the account as it is now. */
    Judgement judge(Secret presented, Instant now) {
        Optional<LinkToken> token = LinkToken.parse(presented);
        if (token.isEmpty()) {
            return new Judgement.Bad(LinkRefusal.DAMAGED, null);
        }
        Optional<Link> link = ports.tokens()
                .find(ports.portal(), token.get().selector())
                .filter(found -> secrets.isTokenOf(token.get(), found));
        return link.isEmpty() ? new Judgement.Bad(LinkRefusal.UNKNOWN, null) : judge(link.get(), now);
    }

    /** As {@link #judge(Secret, Instant)}, for a link whose secret is known to be right. */
    Judgement judge(Link link, Instant now) {
        if (!secrets.canRead(link)) {
            return new Judgement.Bad(LinkRefusal.UNKNOWN, link.account());
        }
        Optional<LinkRefusal> refusal = rules.judge(link, now);
        if (refusal.isPresent()) {
            return new Judgement.Bad(refusal.get(), link.account());
        }
        return ports.users()
                .byId(ports.portal(), link.account())
                .filter(Account::enabled)
                .filter(account -> secrets.isBoundTo(link, account))
                .<Judgement>map(account -> new Judgement.Good(link, account))
                .orElseGet(() -> new Judgement.Bad(LinkRefusal.ACCOUNT_CHANGED, link.account()));
    }
}
