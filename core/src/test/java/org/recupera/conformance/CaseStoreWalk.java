package org.recupera.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseField;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.CaseSummary;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** Two nodes that serve two portals, in a random sequence of calls. */
final class CaseStoreWalk extends Walk {

    private static final int MANY = 1_000;

    private final List<CaseStore> nodes;
    private final CaseStore model = new CaseStoreModel();
    private final List<PortalId> portals = List.of(Fresh.portal(), Fresh.portal());
    private final List<String> submissions;
    private final List<CaseNumber> numbers;
    private final List<SupportCase> seen = new ArrayList<>();

    CaseStoreWalk(CaseStore one, CaseStore other, long seed) {
        super(seed);
        nodes = List.of(one, other);
        submissions = List.of("a", "b", "c", "A", "B", "-", "_", "aa");
        numbers = submissions.stream().map(any -> Cases.number()).toList();
    }

    @Override
    void step() {
        CaseStore store = oneOf(nodes);
        PortalId portal = oneOf(portals);
        switch (upTo(12)) {
            case 0, 1 -> file(store, portal);
            case 2, 3, 4 -> {
                if (!seen.isEmpty()) {
                    append(store, oneOf(seen.subList(Math.max(0, seen.size() - 6), seen.size())));
                }
            }
            case 5, 6 -> list(store, portal);
            case 7 -> {
                Instant before = instant();
                about("purge " + portal + " before " + before);
                same(model.purge(portal, before, MANY), store.purge(portal, before, MANY));
            }
            case 8 -> copy(store, portal);
            default -> find(store, portal);
        }
    }

    private void file(CaseStore store, PortalId portal) {
        byte[] bytes = Fresh.bytes(upTo(50));
        Instant at = instant();
        SupportCase filed = Cases.with(
                Cases.bare(portal, oneOf(numbers), oneOf(submissions), Fresh.text(9), at)
                        .fields(List.of(
                                Cases.field(CaseField.Role.NAME, "María"),
                                Cases.field(CaseField.Role.SUBJECT, Fresh.text(5)))),
                Map.of(1, bytes));
        Attached contents = Attached.of(Map.of(1, bytes));
        about("file " + filed + " of " + filed.submission() + " in " + portal + " at " + at);
        same(model.file(filed, contents), store.file(filed, contents));
    }

    private void append(CaseStore store, SupportCase to) {
        CaseMessage message = Cases.said(instant(), Fresh.text(4), oneOf(List.of(CaseState.values())));
        about("append " + message + " to " + to + " of " + to.portal() + " at version " + to.version());
        same(model.append(to, message), store.append(to, message));
    }

    private void list(CaseStore store, PortalId portal) {
        Set<CaseState> states =
                List.of(CaseState.values()).stream().filter(any -> upTo(3) > 0).collect(Collectors.toSet());
        int limit = 1 + upTo(4);
        @Nullable
        CaseSummary after = upTo(2) == 0
                ? null
                : new CaseSummary(oneOf(numbers), CaseState.OPEN, instant().minusSeconds(200), START, "", 0);
        about("list " + states + " of " + portal + " after " + after + " at most " + limit);
        same(model.list(portal, states, after, limit), store.list(portal, states, after, limit));
    }

    private void copy(CaseStore store, PortalId portal) {
        CaseNumber number = oneOf(numbers);
        about("copy from " + number + " of " + portal);
        same(copied(model, portal, number), copied(store, portal, number));
    }

    private void find(CaseStore store, PortalId portal) {
        CaseNumber number = oneOf(numbers);
        about("find " + number + " in " + portal);
        Optional<SupportCase> found = model.find(portal, number);
        same(found.map(CaseFacts::of), store.find(portal, number).map(CaseFacts::of));
        found.ifPresent(seen::add);
    }

    private static String copied(CaseStore store, PortalId portal, CaseNumber number) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try {
            return store.copy(portal, number, 1, copy)
                    ? HexFormat.of().formatHex(copy.toByteArray())
                    : "none, and " + copy.size() + " bytes";
        } catch (IOException e) {
            throw new UncheckedIOException("nothing but the receiver throws this", e);
        }
    }
}
