package org.recupera.examples.portal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.recupera.RecuperaBuilder;
import org.recupera.jdbc.JdbcPasswordStore;
import org.recupera.jdbc.JdbcStorage;
import org.recupera.jdbc.JdbcUserDirectory;
import org.recupera.jdbc.UserTable;
import org.recupera.port.CaseSequence;
import org.recupera.port.CaseStore;
import org.recupera.port.MailSender;
import org.recupera.port.PasswordStore;
import org.recupera.port.SecurityQuestions;
import org.recupera.port.SessionRegistry;
import org.recupera.port.UserDirectory;
import org.recupera.profile.Profile;

/**
 * The example portal in a process of its own, with every port behind a {@link Tripwire}.
 *
 * <p>Set up by the same variables as {@link Portal}, and stopped by SIGTERM as that is. What it prints and reads is for
 * {@link PortalProcess}.
 */
final class FaultyPortal {

    /** Names the variable that says how many milliseconds a mail may take; a real portal is more patient. */
    static final String MAIL_MILLIS = "FAULTS_MAIL_MILLIS";

    private static final Duration TICK = Duration.ofMillis(100);

    private final Tripwire wire = new Tripwire(System.out);
    private final SharedClock clock;

    private FaultyPortal(SharedClock clock) {
        this.clock = clock;
    }

    /**
     * Runs until SIGTERM, a step that it was told, or the end of the test that started it.
     *
     * @param arguments the file of the {@link SharedClock}
     * @throws IOException when a file cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        FaultyPortal faulty = new FaultyPortal(SharedClock.in(Path.of(arguments[0])));
        RunningPortal portal = RunningPortal.start(
                Settings.from(System.getenv(), Path.of("")), Portals.demonstration(), faulty.clock, faulty::recovery);
        Runtime.getRuntime().addShutdownHook(new Thread(portal::close, "stop"));
        System.out.println("ready " + portal.port());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            faulty.wire.arm(order.isEmpty() ? null : Step.parse(order));
            System.out.println("armed");
        }
        Runtime.getRuntime().halt(0);
    }

    private RecuperaBuilder recovery(Embedding embedding, Profile profile, String accountTable) {
        JdbcStorage storage = JdbcStorage.over(embedding.database());
        UserTable accounts = Embedding.accounts(accountTable);
        Duration patience = Duration.ofMillis(Long.parseLong(System.getenv(MAIL_MILLIS)));
        MailSender mail = MailServer.from(new Variables(System.getenv()))
                .orElseThrow()
                .sender()
                .readTimeout(patience)
                .messageTimeout(patience)
                .build();
        return embedding
                .recovery(profile, accountTable)
                .users(wire.around(UserDirectory.class, JdbcUserDirectory.over(embedding.database(), accounts)))
                .passwords(wire.around(
                        PasswordStore.class,
                        JdbcPasswordStore.over(embedding.database(), accounts, "password_hash", embedding.hash())))
                .storage(new WatchedStorage(storage, wire, clock))
                .securityQuestions(wire.around(SecurityQuestions.class, storage.securityQuestions()), embedding.hash())
                .cases(wire.around(CaseStore.class, storage.cases()))
                .caseSequence(wire.around(CaseSequence.class, storage.caseSequence()))
                .mail(wire.around(MailSender.class, mail))
                .tick(TICK)
                .sessions(wire.around(SessionRegistry.class, embedding.sessions()));
    }
}
