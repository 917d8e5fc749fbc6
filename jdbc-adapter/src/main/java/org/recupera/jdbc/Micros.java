package org.recupera.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Instants as microseconds since 1970, which no driver and no time zone can bend. */
final class Micros {

    private static final long PER_SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long NANOS_EACH = 1_000;

    private Micros() {}

    /** The microsecond in which an instant lies; what cannot be counted is the first or the last one. */
    static long of(Instant instant) {
        try {
            return Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / NANOS_EACH);
        } catch (ArithmeticException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** The first microsecond that is not before an instant. */
    static long notBefore(Instant instant) {
        long floor = of(instant);
        return instant(floor).isBefore(instant) && floor != Long.MAX_VALUE ? floor + 1 : floor;
    }

    static long of(Duration duration) {
        return duration.toNanos() / NANOS_EACH;
    }

    static @Nullable Long orNull(@Nullable Instant instant) {
        return instant == null ? null : Long.valueOf(of(instant));
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS_EACH);
    }

    static @Nullable Instant orNull(@Nullable Long micros) {
        return micros == null ? null : instant(micros);
    }
}
