package org.recupera.jdbc;

import org.recupera.port.PasswordHash;
import org.recupera.port.Secret;

/** No hash at all, so that suites take no longer than the database does; it takes up to 200 characters. */
final class PlainText implements PasswordHash {

    static final int LONGEST = 200;

    @Override
    public boolean accepts(Secret password) {
        return password.reveal().length() <= LONGEST;
    }

    @Override
    public String hash(Secret password) {
        return "plain:" + password.reveal();
    }

    @Override
    public boolean verify(Secret password, String stored) {
        return stored.equals(hash(password));
    }
}
