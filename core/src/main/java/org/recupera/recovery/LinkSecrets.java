package org.recupera.recovery;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.recupera.key.Base32;
import org.recupera.key.KeyRing;
import org.recupera.key.Keys;
import org.recupera.port.Account;
import org.recupera.port.Link;
import org.recupera.port.LinkPurpose;
import org.recupera.port.PortalId;
import org.recupera.port.Secret;

/** Makes links and derives what is not stored of them. */
final class LinkSecrets {

    private static final String FORMAT = "1";
    private static final int SELECTOR_BYTES = 16;

    private final Keys keys;
    private final SecureRandom random;

    LinkSecrets(Keys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    Link make(PortalId portal, Account account, Instant now) {
        KeyRing ring = keys.ring();
        String keyId = ring.currentId();
        return Link.made(
                portal,
                selector(),
                keyId,
                LinkPurpose.PASSWORD,
                account.id(),
                binding(ring, keyId, account).orElseThrow(),
                now);
    }

    String selector() {
        byte[] selector = new byte[SELECTOR_BYTES];
        random.nextBytes(selector);
        return Base32.encode(selector);
    }

    /** The token to mail; nothing when its key is no longer in the ring. */
    Optional<Secret> tokenOf(Link link) {
        return secretOf(link).map(secret -> new LinkToken(link.keyId(), link.selector(), secret).print());
    }

    boolean isTokenOf(LinkToken token, Link link) {
        return token.keyId().equals(link.keyId())
                && secretOf(link).filter(token::hasSecret).isPresent();
    }

    /** Whether its key is in the ring; it may have been revoked since the link was looked at. */
    boolean canRead(Link link) {
        return keys.ring().ids().contains(link.keyId());
    }

    /** Whether the account still has the address and the password that it had when the link was made. */
    boolean isBoundTo(Link link, Account account) {
        return binding(keys.ring(), link.keyId(), account)
                .filter(link.binding()::equals)
                .isPresent();
    }

    private Optional<String> secretOf(Link link) {
        return keys.ring()
                .linkSecret(
                        link.keyId(),
                        FORMAT,
                        link.portal().value(),
                        link.purpose().name(),
                        link.selector(),
                        link.account().value())
                .map(Base32::encode);
    }

    private static Optional<String> binding(KeyRing ring, String keyId, Account account) {
        return ring.binding(
                        keyId,
                        FORMAT,
                        account.id().value(),
                        account.email().orElse(""),
                        account.passwordVersion().orElse(""))
                .map(Base32::encode);
    }
}
