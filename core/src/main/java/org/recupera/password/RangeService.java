package org.recupera.password;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a range service about one digest, once, and takes nothing for an answer that is none. */
final class RangeService {

    /** What was found out. */
    enum Finding {
        LEAKED,
        NOT_LEAKED,
        UNKNOWN
    }

    private static final Logger LOG = LoggerFactory.getLogger(RangeService.class);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int MOST_PORT = 65_535;

    /** Ten times what the public service has for one prefix. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    /** The rest of a digest, and how often it was found; padding was found zero times. */
    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]{35}):([0-9]{1,18})");

    private final String base;
    private final Duration timeLimit;
    private @Nullable HttpClient client;

    RangeService(URI address, Duration timeLimit) {
        if (!isService(address)) {
            throw new IllegalArgumentException("a range service has an https address (http on loopback only)"
                    + " without user, query and fragment");
        }
        if (timeLimit.compareTo(SHORTEST) < 0 || timeLimit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a time limit of " + timeLimit + " is not " + SHORTEST + " to " + LONGEST);
        }
        this.base = address.toString().replaceFirst("/*$", "/");
        this.timeLimit = timeLimit;
    }

    Finding ask(String prefix, String suffix) {
        try {
            return read(answer(prefix), suffix);
        } catch (TimeoutException late) {
            return unknown("no answer within " + timeLimit);
        } catch (ExecutionException broken) {
            // Without its message, which may hold the address and so the prefix.
            return unknown(Objects.requireNonNullElse(broken.getCause(), broken)
                    .getClass()
                    .getName());
        } catch (UncheckedIOException exhausted) {
            return unknown("the client cannot be opened");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return unknown("interrupted");
        }
    }

    private HttpResponse<Optional<String>> answer(String prefix)
            throws ExecutionException, InterruptedException, TimeoutException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(base + prefix))
                .header("Add-Padding", "true")
                .header("User-Agent", "Recupera")
                .timeout(timeLimit)
                .build();
        CompletableFuture<HttpResponse<Optional<String>>> answer =
                client().sendAsync(question, head -> new BoundedText(MOST_BYTES));
        try {
            // The question's own limit ends with the head of the answer.
            return answer.get(timeLimit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private static Finding read(HttpResponse<Optional<String>> answer, String suffix) {
        if (answer.statusCode() != OK) {
            return unknown("status " + answer.statusCode());
        }
        if (answer.body().isEmpty()) {
            return unknown("an answer past " + MOST_BYTES + " bytes");
        }
        return find(suffix, answer.body().get());
    }

    /** No prefix is without leaked passwords, so that an empty answer is none. */
    private static Finding find(String suffix, String text) {
        List<Matcher> entries = text.lines().map(LINE::matcher).toList();
        if (entries.isEmpty() || !entries.stream().allMatch(Matcher::matches)) {
            return unknown("an answer of another form");
        }
        return entries.stream()
                        .anyMatch(
                                entry -> entry.group(1).equalsIgnoreCase(suffix) && Long.parseLong(entry.group(2)) > 0)
                ? Finding.LEAKED
                : Finding.NOT_LEAKED;
    }

    private static Finding unknown(String why) {
        LOG.warn("the breached-password service could not be asked: {}", why);
        return Finding.UNKNOWN;
    }

    /** Made at the first question, because it has threads. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    private static boolean isService(URI address) {
        return address.getHost() != null
                && address.getPort() != 0
                && address.getPort() <= MOST_PORT
                && ("https".equalsIgnoreCase(address.getScheme())
                        || ("http".equalsIgnoreCase(address.getScheme())
                                && LOOPBACK.matcher(address.getHost()).matches()))
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
    }
}
