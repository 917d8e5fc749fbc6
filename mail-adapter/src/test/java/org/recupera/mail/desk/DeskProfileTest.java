package org.recupera.mail.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.port.AttachmentType;
import org.recupera.port.OutgoingMail;
import org.recupera.profile.AttachmentSettings;
import org.recupera.profile.Profile;

/** What a profile lets a portal set, and what no setting can. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeskProfileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject",
                "Bcc",
                "X-Case-Number",
                "x-case-color",
                "X-Loop",
                "X-Original-Loop",
                "X-Autoreply",
                "X-Auto-Response-Suppress",
                "X-Zammad-Ticket-Owner",
                "x-otrs-queue",
                "X-a\r\nBcc",
                ""
            })
    void A_field_that_is_not_for_a_profile_is_refused(String header) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.generic().with(header, "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.generic().with(header, CaseValue.NUMBER));
    }

    @Test
    void Commands_go_to_the_desk_that_they_are_for() {
        assertThat(DeskProfile.zammadTrusted()
                        .with("X-Zammad-Ticket-Group", "Mesa")
                        .headerNames())
                .contains("X-Zammad-Ticket-Group");
        assertThat(DeskProfile.znunyTrusted().with("x-otrs-queue", "Raw").headerNames())
                .contains("x-otrs-queue");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.zammadTrusted().with("X-OTRS-Queue", "Raw"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.znunyTrusted().with("X-Zammad-Ticket-Group", "Mesa"));
    }

    @Test
    void Only_a_trusted_mailbox_learns_the_requesters_address_from_a_field() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.generic().with("X-Requester", CaseValue.REQUESTER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.znunyTrusted().with("X-Requester", CaseValue.REQUESTER));
        assertThat(DeskProfile.znunyTrusted()
                        .with("X-OTRS-CustomerNo", CaseValue.REQUESTER)
                        .headerNames())
                .contains("X-OTRS-CustomerNo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1\r\nBcc: x", "ñ", "=?UTF-8?Q?x?="})
    void A_value_is_one_line_of_printable_ASCII(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.zammadTrusted().with("X-Zammad-Ticket-Group", value));
    }

    @Test
    void A_priority_is_one_that_osTicket_reads() {
        for (String priority : List.of("1", "3", "5")) {
            assertThat(DeskProfile.osticket().with("X-Priority", priority).headerNames())
                    .containsExactly("X-Priority");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.osticket().with("X-Priority", "2"));
    }

    @Test
    void A_later_value_replaces_an_earlier_one_whatever_its_capitals() {
        DeskProfile profile = DeskProfile.zammadTrusted().with("x-zammad-ticket-priority", "3 high");

        assertThat(profile.headerNames()).hasSize(3);
        assertThat(DeskProfile.zammadTrusted().headerNames()).hasSize(3);
    }

    @Test
    void Limits_are_within_what_a_mail_takes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.generic().upTo(OutgoingMail.MAX_ATTACHED + 1L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.generic().upTo(-1));
        assertThat(DeskProfile.generic().upTo(0).maximumSize()).isZero();
        assertThat(DeskProfile.generic().maximumSize()).isEqualTo(7_340_032);
        assertThat(DeskProfile.generic().mediaTypes())
                .containsExactlyInAnyOrder("image/png", "image/jpeg", "application/pdf");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeskProfile.generic().accepting(Set.of("message/rfc822")));
    }

    @Test
    void Two_profiles_are_trusted_and_say_so() {
        assertThat(DeskProfile.zammadTrusted().isTrusted()).isTrue();
        assertThat(DeskProfile.znunyTrusted().isTrusted()).isTrue();
        for (DeskProfile open : List.of(
                DeskProfile.generic(),
                DeskProfile.osticket(),
                DeskProfile.zammad(),
                DeskProfile.rt(),
                DeskProfile.glpi(),
                DeskProfile.znuny(),
                DeskProfile.freescout())) {
            assertThat(open.isTrusted()).as(open.name()).isFalse();
            assertThat(open.headerNames()).as(open.name()).isEmpty();
        }
    }

    /** Else a case would be taken in, confirmed, and never reach the desk. */
    @ParameterizedTest
    @ValueSource(strings = {"honducompras", "secop-ii"})
    void What_a_shipped_portal_takes_every_desk_takes(String portal) {
        AttachmentSettings taken =
                Profile.named(portal).supportCase().orElseThrow().attachments();
        Set<String> types =
                taken.types().stream().map(AttachmentType::mediaType).collect(Collectors.toSet());

        assertThat(Stream.of(
                        DeskProfile.generic(),
                        DeskProfile.osticket(),
                        DeskProfile.zammad(),
                        DeskProfile.zammadTrusted(),
                        DeskProfile.rt(),
                        DeskProfile.glpi(),
                        DeskProfile.znuny(),
                        DeskProfile.znunyTrusted(),
                        DeskProfile.freescout()))
                .allSatisfy(desk -> {
                    assertThat(desk.maximumSize()).isGreaterThanOrEqualTo(taken.maxBytesInAll());
                    assertThat(desk.mediaTypes()).containsAll(types);
                });
    }
}
