package org.recupera;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.profile.ProfileException;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecuperaBuilderTest {

    private final TestPortal portal = new TestPortal();

    @Test
    void building_names_the_port_that_is_missing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Recupera.forPortal(portal.profile).build())
                .withMessageContaining("queue(WorkQueue)");
        assertThatIllegalStateException()
                .isThrownBy(() -> Recupera.forPortal(portal.profile)
                        .queue(portal.queue)
                        .tokens(portal.tokens)
                        .attempts(portal.attempts)
                        .build())
                .withMessageContaining("keys(KeyRing)");
    }

    @Test
    void building_refuses_a_profile_without_what_a_deployment_has_to_give() {
        assertThatExceptionOfType(ProfileException.class)
                .isThrownBy(
                        () -> Recupera.forPortal(Profiles.named("honducompras")).build())
                .withMessageContaining("$.link.baseUrl")
                .withMessageContaining("$.sender.address");
    }

    @Test
    void starting_twice_is_refused() {
        try (Recupera recupera = portal.builder().build().start()) {
            assertThatIllegalStateException().isThrownBy(recupera::start);
        }
    }
}
