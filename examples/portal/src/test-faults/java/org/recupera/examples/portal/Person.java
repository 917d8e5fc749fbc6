package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.recupera.examples.portal.Visitor.Answer;
import org.recupera.profile.Profile;
import org.recupera.recovery.LinkRefusal;

/**
 * Somebody who does not give up: whoever gets no answer, or an error page, tries again, on whichever node is up.
 *
 * <p>What an answer promised is waited for, and what it said is checked.
 */
final class Person {

    /** The portal that mails usernames. */
    static final String SEGMENT = "honducompras";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TOO_MANY = 429;
    private static final int ERROR = 500;

    private final Nodes nodes;
    private final FaultySmtp mail;
    private final SharedClock clock;
    private final int number;
    private final String path;
    private final Profile profile;
    private final Visitor visitor;
    private int asked;

    Person(Nodes nodes, FaultySmtp mail, SharedClock clock, int number) {
        this.nodes = nodes;
        this.mail = mail;
        this.clock = clock;
        this.number = number;
        this.path = '/' + SEGMENT + '/';
        this.profile =
                Objects.requireNonNull(Portals.demonstration().bySegment().get(SEGMENT));
        this.visitor = new Visitor("", SEGMENT);
    }

    Promise goThrough(Flow flow) {
        return switch (flow) {
            case PASSWORD -> changePassword();
            case USERNAME -> learnUsername();
            case CASE -> fileCase();
        };
    }

    String address() {
        return PortalDatabase.address(username());
    }

    /** Asks until it is said that the mail is on its way. */
    void askForLink() {
        Answer accepted = insist(node -> {
            Answer page = visitor.get(node + path + "recuperar-contrasena?sin-pregunta=1");
            asked++;
            return visitor.submit(page, Map.of("usuario", username()));
        });
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.page().selectFirst("h1").text()).isEqualTo("Revise su correo");
    }

    /** Files a case, until its number is shown. */
    String file() {
        Answer page = insist(node -> visitor.get(node + path + "crear-caso"));
        Map<String, String> typed = CaseSteps.filled(page, address());
        List<SentFile> files = List.of(SentFile.screenshot("pantalla.png"));
        return CaseSteps.numberOn(insist(node -> {
            asked++;
            return visitor.submit(node + path + "crear-caso", page, typed, files);
        }));
    }

    Promise changePassword() {
        Visitor elsewhere = new Visitor("", SEGMENT);
        assertThat(signIn(elsewhere, PortalDatabase.FIRST_PASSWORD)).isTrue();
        askForLink();
        mail.awaitMail(address(), TakenMail::hasLink);
        useLink();
        mail.awaitMail(address(), Predicate.not(TakenMail::hasLink));
        assertThat(insist(node -> elsewhere.get(node + path + "inicio")).status())
                .as("a session from before the change")
                .isEqualTo(303);
        return promise(Flow.PASSWORD, "");
    }

    /** Changes the password with the link of the last mail, and looks what came of it. */
    void useLink() {
        List<String> tried = new ArrayList<>();
        Answer last = insist(node -> {
            String link = mail.awaitMail(address(), TakenMail::hasLink).link();
            Answer page = visitor.open(node + link);
            if (page.status() != 200) {
                return isInUse(page) ? null : page;
            }
            tried.add("ceibas altas del río Ulúa, " + username() + (char) ('a' + tried.size()));
            Answer changed = visitor.changePassword(page, tried.get(tried.size() - 1));
            return isInUse(changed) ? null : changed;
        });
        assertThat(tried)
                .as("the link of %s opens: %s", username(), last.text())
                .isNotEmpty();
        assertThat(last.status()).as(last.text()).isIn(303, 410);
        List<String> working = tried.stream()
                .filter(password -> signIn(new Visitor("", SEGMENT), password))
                .toList();
        assertThat(working)
                .as("passwords of %s, of %s, after %s", username(), tried, last.text())
                .hasSize(1);
        if (last.status() == 303) {
            assertThat(working).containsExactly(tried.get(tried.size() - 1));
        }
        assertThat(signIn(new Visitor("", SEGMENT), PortalDatabase.FIRST_PASSWORD))
                .isFalse();
        String link = mail.awaitMail(address(), TakenMail::hasLink).link();
        assertThat(insist(node -> visitor.open(node + link)).status())
                .as("the link of %s, once it was used", username())
                .isEqualTo(410);
    }

    private Promise learnUsername() {
        Answer accepted = insist(node -> {
            Answer page = visitor.get(node + path + "recuperar-usuario");
            asked++;
            return visitor.submit(page, Map.of("dato", "correo", "valor", address()));
        });
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(mail.awaitMail(address(), any -> true).text()).contains(username());
        return promise(Flow.USERNAME, "");
    }

    private Promise fileCase() {
        String shown = file();
        assertThat(mail.awaitMail(address(), any -> true).text()).contains(shown);
        return promise(Flow.CASE, shown);
    }

    private Promise promise(Flow flow, String shown) {
        return new Promise(flow, profile.portal().value(), username(), address(), asked, shown);
    }

    private boolean signIn(Visitor somebody, String password) {
        return insist(node -> somebody.submit(
                                somebody.get(node + path + "ingresar"),
                                Map.of("usuario", username(), "contrasena", password)))
                        .status()
                == 303;
    }

    private boolean isInUse(Answer answer) {
        return answer.text()
                .contains(profile.message(LinkRefusal.IN_USE.code(), Map.of()).text());
    }

    private String username() {
        return PortalDatabase.username(number);
    }

    /** Asks again until there is an answer that is none of a node in trouble. */
    private Answer insist(Function<String, @Nullable Answer> page) {
        return await("an answer for " + username())
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> answer(page), Objects::nonNull);
    }

    private @Nullable Answer answer(Function<String, @Nullable Answer> page) throws Exception {
        PortalProcess node = nodes.near(number);
        try {
            Answer answer = clock.unmoved(() -> page.apply(node.address()));
            return answer == null || answer.status() == TOO_MANY || answer.status() >= ERROR ? null : answer;
        } catch (UncheckedIOException killed) {
            return null;
        }
    }
}
