package org.recupera;

import static org.recupera.TestPortal.ANA;
import static org.recupera.TestPortal.NEW_PASSWORD;
import static org.recupera.TestPortal.OLD_PASSWORD;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recupera.port.Account;
import org.recupera.port.AccountId;
import org.recupera.port.AttemptLog;
import org.recupera.port.ClientAddress;
import org.recupera.port.Link;
import org.recupera.port.PasswordChange;
import org.recupera.port.PortException;
import org.recupera.port.Secret;
import org.recupera.port.TokenStore;
import org.recupera.port.UserDirectory;
import org.recupera.port.WorkQueue;
import org.recupera.profile.Profile;
import org.recupera.recovery.ChangeOutcome;
import org.recupera.recovery.LinkRefusal;
import org.recupera.recovery.LinkRefused;
import org.recupera.recovery.OpenOutcome;
import org.recupera.recovery.RequestOutcome;

/**
 * Random steps of people, two nodes, a mail server and time over one account, each held to the model.
 *
 * <p>A step is a number from which all its choices come, so that a walk can be taken again, whole or in part.
 */
final class RequestWalk {

    private static final Profile PROFILE = Profiles.named("honducompras");
    private static final AccountId ADMINISTRATOR = new AccountId("1");
    private static final int ONE_IN = 15;
    private static final List<Duration> SHORT = durations("PT1S", "PT5S", "PT10S", "PT29.999999S", "PT30S", "PT31S");
    private static final List<Duration> MIDDLE =
            durations("PT1M", "PT2M", "PT5M", "PT9M59.999999S", "PT10M", "PT10M0.000001S", "PT12M", "PT15M", "PT25M");
    private static final List<Duration> LONG =
            durations("PT49M", "PT59M59.999999S", "PT1H", "PT2H", "PT23H55M", "PT24H", "P9D");

    private final boolean inTurns;
    private final Meanwhile meanwhile = new Meanwhile(this::perhapsSomethingElse);
    private final TestPortal portal = new TestPortal(PROFILE);
    private final RequestModel model;
    private final MoodyMailServer mail;
    private final MoodyPasswords passwords;
    private final List<Recupera> nodes;
    private Random random = new Random(0);
    private boolean interruptible;
    private int fresh;
    private @Nullable Instant askedAt;

    RequestWalk(boolean inTurns) {
        this.inTurns = inTurns;
        this.model = new RequestModel(inTurns, this::account, portal.clock::instant);
        this.mail = new MoodyMailServer(model, meanwhile);
        this.passwords = new MoodyPasswords(portal.accounts, meanwhile);
        this.nodes = List.of(node(1), node(2));
    }

    RequestModel model() {
        return model;
    }

    void step(long number) {
        random = new Random(number);
        mail.random = random;
        if (!RequestModel.isServed(account()) && random.nextInt(4) == 0) {
            serveAgain();
        }
        interruptible = !inTurns;
        int kind = random.nextInt(100);
        if (kind < 24) {
            ask(1);
        } else if (kind < 27) {
            ask(2 + random.nextInt(8));
        } else if (kind < 29) {
            model.tell("an administrator asks");
            atAnInstantOfItsOwn();
            model.administratorAsks();
            anyNode().passwords().startReset(ANA, ADMINISTRATOR);
        } else if (kind < 56) {
            work();
        } else if (kind < 82) {
            pass(oneOf(oneOf(List.of(SHORT, SHORT, SHORT, SHORT, SHORT, MIDDLE, MIDDLE, MIDDLE, MIDDLE, LONG))));
        } else if (kind < 89) {
            mail.mood = random.nextInt(5) < 2
                    ? MoodyMailServer.Mood.ACCEPTS
                    : oneOf(List.of(MoodyMailServer.Mood.values()));
            model.tell("from now on the mail server " + mail.mood);
        } else if (kind < 95) {
            changePassword(oneOf(List.of(MoodyPasswords.Mood.values())), random.nextInt(4) > 0);
        } else if (kind < 98) {
            changeAccount();
        } else {
            getIn();
        }
        interruptible = false;
        look();
        model.stepEnds(portal.openLinks().stream().map(Link::state).toList());
        portal.events.clear();
    }

    private static List<Duration> durations(String... texts) {
        return Stream.of(texts).map(Duration::parse).toList();
    }

    private Recupera node(int number) {
        return portal.builder()
                .users(meanwhile.around(UserDirectory.class, portal.accounts))
                .passwords(passwords)
                .tokens(meanwhile.around(TokenStore.class, portal.tokens))
                .queue(meanwhile.around(WorkQueue.class, portal.queue))
                .attempts(meanwhile.around(AttemptLog.class, portal.attempts))
                .mail(mail)
                .random(new SeededRandom(number))
                .build();
    }

    private void ask(int times) {
        model.tell("somebody asks " + times + " times");
        for (int i = 0; i < times; i++) {
            atAnInstantOfItsOwn();
            ClientAddress client = ClientAddress.of("2001:db8:" + Integer.toHexString(++fresh) + "::1");
            if (anyNode().passwords().request("ana.perez", client) instanceof RequestOutcome.Accepted) {
                model.personAsks();
            }
        }
    }

    /** To the library two requests that were accepted at one instant are one that is tried again. */
    private void atAnInstantOfItsOwn() {
        if (inTurns && now().equals(askedAt)) {
            portal.pass(Duration.ofNanos(1_000));
        }
        askedAt = now();
    }

    private void work() {
        int node = random.nextInt(nodes.size());
        model.tell("node " + (node + 1) + " works");
        model.workBegins();
        nodes.get(node).drain();
        model.workEnds();
    }

    private void pass(Duration time) {
        portal.pass(time);
        model.tell(time + " pass");
    }

    /** With any link that anybody can have. */
    private void changePassword(MoodyPasswords.Mood mood, boolean goodPassword) {
        List<ModelLink> arrived =
                model.links().stream().filter(link -> link.arrived).toList();
        if (!arrived.isEmpty()) {
            List<ModelLink> late = arrived.subList(Math.max(0, arrived.size() - 4), arrived.size());
            changePassword(oneOf(random.nextInt(5) == 0 ? arrived : late), mood, goodPassword);
        }
    }

    private void changePassword(ModelLink link, MoodyPasswords.Mood mood, boolean goodPassword) {
        model.tell("somebody sends a " + (goodPassword ? "good" : "short") + " password with " + link
                + " to a store that " + mood);
        Set<LinkRefusal> flaws = link.flaws(account(), now());
        Secret password = goodPassword ? NEW_PASSWORD : Secret.of("corta");
        passwords.mood = mood;
        Optional<ChangeOutcome> outcome;
        try {
            outcome = Optional.of(anyNode().passwords().change(link.token, password, password, TestPortal.CLIENT));
        } catch (PortException unknown) {
            outcome = Optional.empty();
        }
        passwords.mood = MoodyPasswords.Mood.REPLACES;
        model.changed(link, flaws, outcome, goodPassword);
    }

    private void changeAccount() {
        int kind = random.nextInt(8);
        Account account = account();
        if (kind < 2) {
            model.tell("the address changes");
            update(account.toBuilder().email(freshAddress()));
        } else if (kind < 3) {
            model.tell("the address is taken off");
            update(account.toBuilder().email(null));
        } else if (kind < 4 && model.links().stream().noneMatch(link -> link.isInUse(now()))) {
            model.tell("the password is changed elsewhere");
            String version = account.passwordVersion().orElseThrow();
            portal.accounts.replace(new PasswordChange(portal.id, ANA, version, OLD_PASSWORD, now(), false));
        } else if (kind < 7) {
            model.tell(account.enabled() ? "the account is disabled" : "the account is enabled");
            update(account.toBuilder().enabled(!account.enabled()));
        } else {
            model.tell("the portal says that the account changed");
            anyNode().passwords().accountChanged(ANA);
            model.accountChanged();
        }
    }

    /** Whatever happened before: who asks, with an account that is served and a mail server that works, gets in. */
    private void getIn() {
        interruptible = false;
        mail.mood = MoodyMailServer.Mood.ACCEPTS;
        if (!RequestModel.isServed(account())) {
            serveAgain();
        }
        pass(Duration.ofMinutes(15));
        ask(1);
        work();
        look();
        List<ModelLink> good = model.links().stream()
                .filter(link -> link.arrived && link.isGood(account(), now()))
                .toList();
        model.check(!good.isEmpty(), "who asked has no link that works");
        if (!good.isEmpty() && random.nextBoolean()) {
            changePassword(good.get(good.size() - 1), MoodyPasswords.Mood.REPLACES, true);
        }
    }

    private void serveAgain() {
        model.tell("the account is served again");
        Account account = account();
        Account.Builder served = account.toBuilder().enabled(true);
        update(account.email().isPresent() ? served : served.email(freshAddress()));
        look();
    }

    /** One that the account never had: an address that comes back would bring its links back to life. */
    private String freshAddress() {
        fresh++;
        return "ana" + fresh + "@empresa.example";
    }

    /** Opens links, which consumes nothing. */
    private void look() {
        List<ModelLink> links = model.links();
        if (!links.isEmpty()) {
            links.subList(Math.max(0, links.size() - 2), links.size()).forEach(this::look);
            look(oneOf(links));
        }
    }

    void lookAtAll() {
        model.links().forEach(this::look);
    }

    private void look(ModelLink link) {
        OpenOutcome outcome = anyNode().passwords().open(link.token);
        model.presented(
                link, outcome instanceof LinkRefused refused ? Optional.of(refused.reason()) : Optional.empty());
        if (outcome instanceof OpenOutcome.Open open) {
            model.check(open.expiresAt().equals(link.expiresAt()), link + " is said to end at another time");
        }
    }

    private void perhapsSomethingElse() {
        if (!interruptible || random.nextInt(ONE_IN) > 0) {
            return;
        }
        model.tell("meanwhile:");
        switch (random.nextInt(8)) {
            case 0, 1 -> ask(1);
            case 2, 3, 4 -> anyNode().drain();
            case 5 -> changePassword(MoodyPasswords.Mood.REPLACES, true);
            case 6 -> changeAccount();
            default -> {
                ask(1);
                anyNode().drain();
            }
        }
    }

    private void update(Account.Builder account) {
        portal.accounts.update(portal.id, account.build());
        if (!RequestModel.isServed(account())) {
            model.accountIsNotServed();
        }
    }

    private Account account() {
        return portal.accounts.byId(portal.id, ANA).orElseThrow();
    }

    private Instant now() {
        return portal.clock.instant();
    }

    private Recupera anyNode() {
        return oneOf(nodes);
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
