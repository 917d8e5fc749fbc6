package org.recupera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.TestPortal.CLIENT;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.Event;
import org.recupera.port.MailSender;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventCountsTest {

    private final TestPortal portal = new TestPortal();
    private final EventCounts counts = EventCounts.create();

    @Test
    void a_portal_reads_what_was_mailed_refused_and_given_up_and_which_limits_were_hit() {
        Recupera well = portal.builder().listener(counts).build();
        portal.request(well, "ana.perez");
        portal.request(well, "nadie");
        assertThat(counts.mailsSent()).isEqualTo(1);
        assertThat(counts.of(Event.Type.ACCOUNT_UNKNOWN)).isEqualTo(1);
        assertThat(counts.limitsHit()).isEmpty();

        portal.pass(Duration.ofHours(2));
        Recupera refused = portal.builder()
                .listener(counts)
                .mail(mail -> new MailSender.Result.Rejected("550 policy"))
                .build();
        portal.request(refused, "ana.perez");
        assertThat(counts.mailsSent()).isEqualTo(1);
        assertThat(counts.mailsRefused()).isEqualTo(1);
        assertThat(counts.givenUp()).isEqualTo(1);

        int perClient = portal.profile.limits().client().attempts();
        IntStream.range(0, perClient + 3).forEach(i -> refused.passwords().request("nadie" + i, CLIENT));
        assertThat(counts.limitsHit()).isEqualTo(Map.of("client", counts.of(Event.Type.LIMIT_REACHED)));
        assertThat(counts.of(Event.Type.LIMIT_REACHED)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void sixteen_threads_lose_no_count() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Event event = Event.of(portal.clock.instant(), portal.id, Event.Type.LIMIT_REACHED)
                    .with("limit", "total");
            Callable<Void> thousand = () -> {
                IntStream.range(0, 1_000).forEach(i -> counts.on(event));
                return null;
            };
            for (Future<Void> one : threads.invokeAll(Collections.nCopies(16, thousand))) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(counts.limitsHit()).containsExactly(Map.entry("total", 16_000L));
        assertThat(counts.of(Event.Type.LIMIT_REACHED)).isEqualTo(16_000);
    }
}
