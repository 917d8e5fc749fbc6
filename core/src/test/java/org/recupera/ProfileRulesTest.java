package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recupera.password.Judgement;
import org.recupera.password.PasswordFlaw;
import org.recupera.port.Secret;
import org.recupera.profile.PasswordSettings;
import org.recupera.profile.PasswordSettings.BreachedCheck;
import org.recupera.profile.PasswordSettings.Composition;

/** What a profile says of passwords is what holds. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProfileRulesTest {

    @Test
    void lengths_hold() {
        PasswordSettings settings = new PasswordSettings(8, 64, List.of(), null, null);

        assertThat(codes(settings, "zapatos")).containsExactly("password.too-short");
        assertThat(codes(settings, "zapatos y")).isEmpty();
        assertThat(codes(settings, "tres tristes tigres ".repeat(4))).containsExactly("password.too-long");
    }

    @Test
    void each_number_of_the_composition_is_for_its_kind() {
        PasswordSettings settings = new PasswordSettings(8, 64, List.of(), new Composition(1, 2, 3, 4), null);

        Judgement judgement = ProfileRules.of(settings, List.of())
                .judge(Secret.of("文字文字漢字漢文の道"), Secret.of("文字文字漢字漢文の道"), "", List.of());

        assertThat(((Judgement.Refused) judgement).flaws())
                .extracting(flaw -> flaw.code() + " " + flaw.parameters().get("minimum"))
                .containsExactly(
                        "password.needs-upper-case 1",
                        "password.needs-lower-case 2",
                        "password.needs-digit 3",
                        "password.needs-symbol 4");
    }

    @ParameterizedTest
    @CsvSource({"true, password.unchecked", "false, "})
    void the_service_is_asked_and_silence_means_what_the_profile_says(boolean refuse, @Nullable String code)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/range");
        server.createContext("/range/", exchange -> {
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        server.start();
        try {
            BreachedCheck check = new BreachedCheck(service, Duration.ofSeconds(30), refuse);
            PasswordSettings settings = new PasswordSettings(8, 64, List.of(), null, check);

            assertThat(codes(settings, "tres tristes tigres")).isEqualTo(code == null ? List.of() : List.of(code));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_a_portal_adds_is_asked_last() {
        PasswordSettings settings = new PasswordSettings(15, 64, List.of(), new Composition(1, 0, 0, 0), null);

        Judgement judgement = ProfileRules.of(
                        settings, List.of(candidate -> List.of(PasswordFlaw.of("page.password.used-before"))))
                .judge(Secret.of("zapatos y"), Secret.of("zapatos y"), "", List.of());

        assertThat(((Judgement.Refused) judgement).flaws())
                .extracting(PasswordFlaw::code)
                .containsExactly("password.too-short", "password.needs-upper-case", "page.password.used-before");
    }

    private static List<String> codes(PasswordSettings settings, String password) {
        Judgement judgement =
                ProfileRules.of(settings, List.of()).judge(Secret.of(password), Secret.of(password), "", List.of());
        return judgement instanceof Judgement.Refused refused
                ? refused.flaws().stream().map(PasswordFlaw::code).toList()
                : List.of();
    }
}
