package org.recupera.memory;

import java.util.Optional;
import org.recupera.port.PasswordHash;
import org.recupera.port.Secret;

/** Accounts whose hash looks at 72 bytes, as bcrypt does. */
class InMemoryAccountsShortPasswordsTest extends InMemoryAccountsPasswordsTest {

    @Override
    PasswordHash hash() {
        return DigestHash.ofSeventyTwoBytes();
    }

    @Override
    protected Optional<Secret> refused() {
        return Optional.of(Secret.of("a".repeat(73)));
    }
}
