package org.recupera.jdbc;

import org.recupera.conformance.UserDirectorySuite;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.PortalId;
import org.recupera.port.UserDirectory;

/** The kit's suite over a portal's table. */
abstract class PortalDirectoryContract extends UserDirectorySuite {

    /** A database of the class's own. */
    abstract TestDatabase database();

    /** The table in it. */
    abstract PortalTable table();

    @Override
    protected UserDirectory directory() {
        return JdbcUserDirectory.over(
                database().node(),
                PortalTable.columns()
                        .passwordVersion("version", VersionType.COUNTER)
                        .build());
    }

    @Override
    protected PortalId portal() {
        return PortalTable.PORTAL;
    }

    @Override
    protected PortalId otherPortal() {
        return PortalTable.OTHER_PORTAL;
    }

    @Override
    protected Account enrol(Account account) {
        return Account.named(stored(account), account.username())
                .enabled(account.enabled())
                .email(account.email().orElse(null))
                .formerEmail(account.formerEmail().orElse(null))
                .secondFactor(account.secondFactor())
                .nationalId(account.nationalId().orElse(null))
                .phone(account.phone().orElse(null))
                .displayName(account.displayName().orElse(null))
                .language(account.language().orElse(null))
                .build();
    }

    /** Writes an account into the table, which gives it a number. */
    AccountId stored(Account account) {
        return table().enrol(account, null);
    }
}
