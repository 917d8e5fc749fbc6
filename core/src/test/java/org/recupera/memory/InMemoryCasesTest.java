package org.recupera.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.recupera.conformance.CaseStoreSuite;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.EmailAddress;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

class InMemoryCasesTest extends CaseStoreSuite {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final PortalId PORTAL = new PortalId("portal");
    private static final FileContents ZEROS = file -> new ByteArrayInputStream(new byte[(int) file.size()]);
    private static final Filing FILED = new Filing.Filed(null);

    private final InMemoryCases cases = InMemoryCases.create();
    private final InMemoryCases small = InMemoryCases.ofCapacity(2, 100_000);

    @Override
    protected CaseStore store() {
        return cases;
    }

    @Override
    protected CaseStore another() {
        return cases;
    }

    @Test
    void a_store_with_its_number_of_cases_takes_no_other_and_loses_none() {
        small.file(sized("a", 0), ZEROS);
        small.file(sized("b", 0), ZEROS);

        assertThatThrownBy(() -> small.file(sized("c", 0), ZEROS))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("full");
        assertThat(small.file(sized("a", 0), ZEROS))
                .as("a repetition needs no room")
                .isInstanceOf(Filing.Repeated.class);
        assertThat(small.list(PORTAL, Set.of(CaseState.OPEN), null, 9)).hasSize(2);
    }

    @Test
    void a_store_with_its_number_of_bytes_takes_no_other_file_before_it_is_read() {
        small.file(sized("a", 60_000), ZEROS);

        FileContents unread = file -> {
            throw new AssertionError("there is no room for what is read");
        };
        for (long size : List.of(60_000L, 1L << 40, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> small.file(sized("b", size), unread)).isInstanceOf(PortException.class);
        }
        assertThat(small.file(sized("b", 30_000), ZEROS)).isEqualTo(FILED);
    }

    @Test
    void what_could_not_be_filed_gives_its_room_back() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> small.file(sized("a", 60_000), file -> InputStream.nullInputStream()))
                    .isInstanceOf(PortException.class);
        }
        assertThat(small.file(sized("a", 60_000), ZEROS)).isEqualTo(FILED);
    }

    @Test
    void messages_take_room_too() {
        SupportCase filed = sized("a", 60_000);
        small.file(filed, ZEROS);

        assertThatThrownBy(() -> small.append(filed, said("x".repeat(20_000), CaseState.OPEN)))
                .isInstanceOf(PortException.class);
        assertThat(small.find(PORTAL, filed.number()).orElseThrow().messages()).isEmpty();
        assertThat(small.append(filed, said("x".repeat(10_000), CaseState.OPEN)))
                .isTrue();
    }

    @Test
    void a_purge_gives_back_the_bytes_and_keeps_the_case() {
        SupportCase filed = sized("a", 60_000);
        small.file(filed, ZEROS);
        small.append(filed, said("x".repeat(10_000), CaseState.CLOSED));
        assertThat(small.purge(PORTAL, NOON.plusSeconds(1), 9)).isOne();

        assertThat(small.file(sized("b", 95_000), ZEROS)).isEqualTo(FILED);
        assertThatThrownBy(() -> small.file(sized("c", 0), ZEROS)).isInstanceOf(PortException.class);
    }

    @Test
    void a_capacity_is_at_least_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> InMemoryCases.ofCapacity(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> InMemoryCases.ofCapacity(1, 0));
    }

    private static CaseMessage said(String text, CaseState state) {
        return new CaseMessage(NOON, CaseMessage.Author.DESK, text, state);
    }

    private static SupportCase sized(String submission, long size) {
        CaseNumber number = CaseNumber.of("HC", 2026, ("0000000" + submission).toUpperCase(Locale.ROOT));
        return SupportCase.filed(PORTAL, number, submission, "d", NOON, Locale.ENGLISH)
                .requester(new EmailAddress("maria@example.com"))
                .files(List.of(new CaseFile(1, "a.png", "a.png", "image/png", size, "0".repeat(64))))
                .build();
    }
}
