package org.recupera.examples.portal;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.recupera.Recupera;
import org.recupera.examples.portal.accounts.AccountTable;
import org.recupera.examples.portal.accounts.Database;
import org.recupera.key.KeyRing;
import org.recupera.password.Argon2id;
import org.recupera.port.DeadLetter;
import org.recupera.port.Secret;
import org.recupera.profile.Profile;

/** An operator's program on the portal's database: the library without its worker, without mail and without pages. */
final class OperatorConsole implements AutoCloseable {

    private final Database database;
    private final Recupera recovery;

    OperatorConsole(PortalDatabase portal, Clock clock) {
        this.database = Database.open(portal.url(), portal.user(), "");
        Profile profile = Objects.requireNonNull(Portals.demonstration()
                .at(URI.create("http://localhost"))
                .bySegment()
                .get(Person.SEGMENT));
        Embedding embedding = new Embedding(
                database.dataSource(),
                Argon2id.standard(),
                mail -> {
                    throw new AssertionError("a console mails nothing");
                },
                (id, account, before) -> {
                    throw new AssertionError("a console ends no sessions");
                },
                KeyRing.of(Secret.of(TestPortal.SECRET)),
                clock);
        this.recovery = embedding
                .recovery(profile, AccountTable.of(database, profile.portal()).name())
                .build();
    }

    List<DeadLetter> deadLetters() {
        return recovery.deadLetters(null, 50);
    }

    boolean requeue(DeadLetter letter) {
        return recovery.requeue(letter);
    }

    @Override
    public void close() {
        database.close();
    }
}
