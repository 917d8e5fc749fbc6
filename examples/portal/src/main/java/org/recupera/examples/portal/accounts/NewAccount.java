package org.recupera.examples.portal.accounts;

import org.jspecify.annotations.Nullable;

/** An account to add; {@code null} where nothing is on file. */
record NewAccount(
        String username,
        @Nullable String email,
        @Nullable String nationalId,
        @Nullable String phone,
        boolean enabled,
        String passwordHash) {}
