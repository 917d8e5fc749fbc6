package org.recupera.examples.portal;

import java.time.Clock;
import javax.sql.DataSource;
import org.recupera.EventLog;
import org.recupera.Recupera;
import org.recupera.RecuperaBuilder;
import org.recupera.jdbc.IdType;
import org.recupera.jdbc.JdbcPasswordStore;
import org.recupera.jdbc.JdbcStorage;
import org.recupera.jdbc.JdbcUserDirectory;
import org.recupera.jdbc.UserTable;
import org.recupera.jdbc.VersionType;
import org.recupera.key.KeyRing;
import org.recupera.port.MailSender;
import org.recupera.port.PasswordHash;
import org.recupera.port.SessionRegistry;
import org.recupera.profile.Profile;

/**
 * All that embedding the library takes; the rest of this portal is its own pages, accounts and sign-in.
 *
 * @param database where the portal keeps its accounts, and the library its links
 * @param hash how the portal hashes passwords
 * @param mail the way to a mail server
 * @param sessions ends the portal's sessions
 * @param keys made from the secret that all nodes share
 * @param clock what time it is
 */
record Embedding(
        DataSource database, PasswordHash hash, MailSender mail, SessionRegistry sessions, KeyRing keys, Clock clock) {

    static UserTable accounts(String table) {
        return UserTable.named(table, "id", IdType.TEXT)
                .username("username", "username_key = :value")
                .email("email", "email_key = :value")
                .nationalId("national_id", "national_id_key = :value")
                .phone("phone", "phone_key = :value")
                .enabledWhen("enabled")
                .passwordVersion("password_version", VersionType.COUNTER)
                .build();
    }

    RecuperaBuilder recovery(Profile profile, String accountTable) {
        UserTable accounts = accounts(accountTable);
        JdbcStorage storage = JdbcStorage.over(database);
        return Recupera.forPortal(profile)
                .users(JdbcUserDirectory.over(database, accounts))
                .passwords(JdbcPasswordStore.over(database, accounts, "password_hash", hash))
                .storage(storage)
                .securityQuestions(storage.securityQuestions(), hash)
                .cases(storage.cases())
                .caseSequence(storage.caseSequence())
                .mail(mail)
                .sessions(sessions)
                .keys(keys)
                .listener(EventLog.toSlf4j())
                .clock(clock);
    }
}
