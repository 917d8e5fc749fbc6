package org.recupera.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseSequence;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.CaseSummary;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/**
 * Keeps support cases in memory, up to a number of cases and of bytes.
 *
 * <p>Files, texts and the messages that are added count against the bytes. Nothing is ever forgotten to make room: a store
 * that is full takes neither a case nor a message and throws a {@link PortException}. A purge gives back the bytes of
 * what it forgets; the case still counts as one. Cases, and the counts of the sequence, are lost when the process ends.
 *
 * <p>Safe for use by several threads at once; no lock is held while files are read or written out.
 */
public final class InMemoryCases implements CaseStore, CaseSequence {

    /** How many cases a store holds unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 10_000;

    /** How many bytes its cases take together unless told otherwise: 256 MiB. */
    public static final long DEFAULT_BYTES = 256L << 20;

    private static final long LAST_OF_A_YEAR = 99_999_999;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private static final Comparator<Place> LONGEST_FILED_FIRST =
            Comparator.comparing(Place::portal).thenComparing(Place::filedAt).thenComparing(Place::number);

    private final Capacity capacity;
    private final long bytes;
    private final Map<Key, KeptCase> cases = new HashMap<>();
    private final Map<Submission, Filing.Repeated> submissions = new HashMap<>();
    private final NavigableMap<Place, Key> byAge = new TreeMap<>(LONGEST_FILED_FIRST);
    private final Map<Year, Long> counts = new HashMap<>();
    private long used;

    private InMemoryCases(Capacity capacity, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a capacity is at least 1 byte");
        }
        this.capacity = capacity;
        this.bytes = bytes;
    }

    /**
     * Makes an empty store of {@link #DEFAULT_CAPACITY} and {@link #DEFAULT_BYTES}.
     *
     * @return the store
     */
    public static InMemoryCases create() {
        return ofCapacity(DEFAULT_CAPACITY, DEFAULT_BYTES);
    }

    /**
     * Makes an empty store.
     *
     * @param cases the most cases it holds, of all portals together; at least 1
     * @param bytes the most bytes that they take together, roughly; at least 1
     * @return the store
     * @throws IllegalArgumentException when {@code cases} or {@code bytes} is less
     */
    public static InMemoryCases ofCapacity(int cases, long bytes) {
        return new InMemoryCases(new Capacity(cases), bytes);
    }

    @Override
    public Filing file(SupportCase filed, FileContents contents) {
        long weight = KeptCase.weight(filed);
        Optional<Filing> known = reserve(filed, weight);
        if (known.isPresent()) {
            return known.get();
        }
        boolean kept = false;
        try {
            Filing answer = keep(KeptCase.filed(filed, read(filed, contents)));
            kept = answer instanceof Filing.Filed;
            return answer;
        } finally {
            if (!kept) {
                release(weight);
            }
        }
    }

    @Override
    public synchronized Optional<Filing.Repeated> filed(PortalId portal, String submission) {
        return Optional.ofNullable(submissions.get(new Submission(portal, submission)));
    }

    @Override
    public synchronized Optional<SupportCase> find(PortalId portal, CaseNumber number) {
        return Optional.ofNullable(cases.get(new Key(portal, number))).map(KeptCase::content);
    }

    @Override
    public synchronized List<CaseSummary> list(
            PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
        Place before = after == null
                ? Place.first(portal)
                : new Place(portal, after.filedAt(), after.number().value());
        return of(portal, before)
                .map(KeptCase::summary)
                .filter(summary -> states.contains(summary.state()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean append(SupportCase seen, CaseMessage message) {
        Key key = new Key(seen.portal(), seen.number());
        KeptCase stored = cases.get(key);
        if (stored == null || stored.content().version() != seen.version()) {
            return false;
        }
        take(KeptCase.weight(message), "append");
        cases.put(key, stored.with(message));
        return true;
    }

    @Override
    public boolean copy(PortalId portal, CaseNumber number, int place, OutputStream to) throws IOException {
        byte[] file = bytesOf(new Key(portal, number), place);
        if (file == null) {
            return false;
        }
        to.write(file);
        return true;
    }

    @Override
    public synchronized int purge(PortalId portal, Instant before, int limit) {
        List<KeptCase> old = of(portal, Place.first(portal))
                .filter(kept -> kept.isPurgeable(before))
                .limit(limit)
                .toList();
        for (KeptCase kept : old) {
            KeptCase rest = kept.withoutThePerson();
            cases.put(Key.of(kept.content()), rest);
            used -= kept.weight() - rest.weight();
        }
        return old.size();
    }

    @Override
    public synchronized long next(PortalId portal, int year) {
        Year counted = new Year(portal, year);
        long next = counts.getOrDefault(counted, 0L) + 1;
        if (next > LAST_OF_A_YEAR) {
            throw new PortException("case sequence, next: the numbers of the year are used up", null);
        }
        counts.put(counted, next);
        return next;
    }

    private synchronized Optional<Filing> reserve(SupportCase filed, long weight) {
        Optional<Filing> known = known(filed);
        if (known.isEmpty()) {
            take(weight, "file");
        }
        return known;
    }

    private synchronized Filing keep(KeptCase kept) {
        SupportCase filed = kept.content();
        return known(filed).orElseGet(() -> {
            Key key = Key.of(filed);
            cases.put(key, kept);
            submissions.put(Submission.of(filed), new Filing.Repeated(filed.number(), filed.digest()));
            byAge.put(new Place(filed.portal(), filed.filedAt(), filed.number().value()), key);
            return new Filing.Filed(null);
        });
    }

    /** What there is to say of a case without keeping it. */
    private Optional<Filing> known(SupportCase filed) {
        Filing repeated = submissions.get(Submission.of(filed));
        if (repeated != null) {
            return Optional.of(repeated);
        }
        if (cases.containsKey(Key.of(filed))) {
            return Optional.of(new Filing.NumberTaken());
        }
        if (capacity.isReachedBy(cases.size())) {
            throw full("file");
        }
        return Optional.empty();
    }

    private void take(long weight, String operation) {
        if (weight > bytes - used) {
            throw full(operation);
        }
        used += weight;
    }

    private synchronized void release(long weight) {
        used -= weight;
    }

    private synchronized byte @Nullable [] bytesOf(Key key, int place) {
        KeptCase kept = cases.get(key);
        return kept == null ? null : kept.files().get(place);
    }

    private Stream<KeptCase> of(PortalId portal, Place after) {
        return byAge.tailMap(after, false).values().stream()
                .takeWhile(key -> key.portal().equals(portal))
                .flatMap(key -> Stream.ofNullable(cases.get(key)));
    }

    private static Map<Integer, byte[]> read(SupportCase filed, FileContents contents) {
        Map<Integer, byte[]> files = new HashMap<>();
        for (CaseFile file : filed.files()) {
            if (file.size() > LARGEST_ARRAY) {
                throw full("file");
            }
            try (InputStream stream = contents.open(file)) {
                byte[] read = stream.readNBytes((int) file.size());
                if (read.length != file.size() || stream.read() >= 0) {
                    throw new PortException("case store, file: " + file.name() + " is not as long as it says", null);
                }
                files.put(file.place(), read);
            } catch (IOException e) {
                throw new PortException("case store, file: " + file.name() + " could not be read", e);
            }
        }
        return files;
    }

    private static PortException full(String operation) {
        return new PortException("case store, " + operation + ": it is full", null);
    }

    private record Key(PortalId portal, CaseNumber number) {
        static Key of(SupportCase content) {
            return new Key(content.portal(), content.number());
        }
    }

    private record Submission(PortalId portal, String submission) {
        static Submission of(SupportCase content) {
            return new Submission(content.portal(), content.submission());
        }
    }

    private record Place(PortalId portal, Instant filedAt, String number) {
        static Place first(PortalId portal) {
            return new Place(portal, Instant.MIN, "");
        }
    }

    private record Year(PortalId portal, int year) {}
}
