package org.recupera.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.recupera.port.AccountId;
import org.recupera.port.Event;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.QueueStatus;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecuperaMetricsTest {

    private static final PortalId PORTAL = new PortalId("honducompras");
    private static final PortalId OTHER = new PortalId("secop-ii");

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final RecuperaMetrics metrics = RecuperaMetrics.in(registry);
    private final Instant now = Instant.ofEpochMilli(clock.wallTime());

    @Test
    void events_mails_and_limits_are_counted_by_portal() {
        metrics.on(mail(PORTAL, Event.Type.MAIL_ACCEPTED, "link"));
        metrics.on(mail(PORTAL, Event.Type.MAIL_ACCEPTED, "link"));
        metrics.on(mail(PORTAL, Event.Type.MAIL_REJECTED, "link").with("reason", "550 ana@empresa.example"));
        metrics.on(mail(OTHER, Event.Type.MAIL_ACCEPTED, "accounts"));
        metrics.on(Event.of(now, PORTAL, Event.Type.LIMIT_REACHED).with("limit", "client"));

        assertThat(registry.get("recupera.mails")
                        .tags("portal", "honducompras", "mail", "link", "outcome", "accepted")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("recupera.mails")
                        .tags("portal", "honducompras", "mail", "link", "outcome", "rejected")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("recupera.limits")
                        .tags("portal", "honducompras", "limit", "client")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("recupera.events")
                        .tags("portal", "secop-ii", "type", "mail_accepted")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void every_type_of_event_can_be_counted() {
        for (Event.Type type : Event.Type.values()) {
            metrics.on(Event.of(now, PORTAL, type));
        }
        assertThat(registry.find("recupera.events").counters()).hasSameSizeAs(Event.Type.values());
    }

    @Test
    void no_tag_tells_whose_it_was_or_grows_with_what_a_mail_server_says() {
        IntStream.range(0, 1_000)
                .mapToObj(i -> mail(PORTAL, Event.Type.MAIL_DEFERRED, "link")
                        .about(new AccountId("account-" + i), "pseudonym-" + i)
                        .with("reason", "451 try again, ticket " + i))
                .forEach(metrics::on);

        assertThat(registry.getMeters()).hasSize(2);
        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        .flatMap(id -> id.getTags().stream())
                        .map(Tag::getValue))
                .containsOnly("honducompras", "mail_deferred", "deferred", "link");
    }

    @Test
    void the_queue_is_asked_once_for_all_gauges_and_again_after_five_seconds() {
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<QueueStatus> status = new AtomicReference<>(new QueueStatus(7, now.minusSeconds(90), 2));
        metrics.watchQueue(PORTAL, () -> {
            asked.incrementAndGet();
            return status.get();
        });
        System.gc();

        assertThat(gauge("waiting")).isEqualTo(7);
        assertThat(gauge("age")).isEqualTo(90);
        assertThat(gauge("dead")).isEqualTo(2);
        assertThat(asked).hasValue(1);

        status.set(new QueueStatus(0, null, 0));
        clock.add(Duration.ofSeconds(5).minusNanos(1));
        assertThat(gauge("waiting")).isEqualTo(7);
        clock.add(Duration.ofNanos(1));
        assertThat(gauge("waiting")).isZero();
        assertThat(gauge("age")).isZero();
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_queue_that_cannot_be_asked_reads_as_no_number_until_it_can() {
        AtomicReference<Boolean> down = new AtomicReference<>(true);
        metrics.watchQueue(PORTAL, () -> {
            if (down.get()) {
                throw new PortException("work queue, status", null);
            }
            return new QueueStatus(1, now, 0);
        });

        assertThat(gauge("waiting")).isNaN();
        assertThat(gauge("age")).isNaN();
        down.set(false);
        clock.add(Duration.ofSeconds(5));
        assertThat(gauge("waiting")).isEqualTo(1);
    }

    @Test
    void without_micrometer_all_the_rest_of_the_library_loads() throws Exception {
        URL[] withoutMicrometer = Arrays.stream(
                        System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("micrometer"))
                .map(RecuperaMetricsTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader bare = new URLClassLoader(withoutMicrometer, ClassLoader.getPlatformClassLoader())) {
            Class<?> entry = Class.forName("org.recupera.Recupera", true, bare);
            assertThat(entry.getMethods()).extracting("name").contains("queueStatus");
            assertThat(Class.forName("org.recupera.EventCounts", true, bare)
                            .getMethod("create")
                            .invoke(null))
                    .isNotNull();
        }
    }

    private double gauge(String name) {
        return registry.get("recupera.queue." + name)
                .tag("portal", "honducompras")
                .gauge()
                .value();
    }

    private Event mail(PortalId portal, Event.Type type, String mail) {
        return Event.of(now, portal, type).with("mail", mail);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
