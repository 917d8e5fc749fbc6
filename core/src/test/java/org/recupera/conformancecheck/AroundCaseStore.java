package org.recupera.conformancecheck;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.recupera.memory.InMemoryCases;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.CaseSummary;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** A sound case store, for others to break in one place. */
public class AroundCaseStore implements CaseStore {

    final CaseStore inner;

    /** A new store in memory. */
    AroundCaseStore() {
        this(InMemoryCases.create());
    }

    public AroundCaseStore(CaseStore inner) {
        this.inner = inner;
    }

    @Override
    public Filing file(SupportCase filed, FileContents contents) {
        return inner.file(filed, contents);
    }

    @Override
    public Optional<Filing.Repeated> filed(PortalId portal, String submission) {
        return inner.filed(portal, submission);
    }

    @Override
    public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
        return inner.find(portal, number);
    }

    @Override
    public List<CaseSummary> list(PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
        return inner.list(portal, states, after, limit);
    }

    @Override
    public boolean append(SupportCase seen, CaseMessage message) {
        return inner.append(seen, message);
    }

    @Override
    public boolean copy(PortalId portal, CaseNumber number, int place, OutputStream to) throws IOException {
        return inner.copy(portal, number, place, to);
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        return inner.purge(portal, before, limit);
    }

    /** The same case of another submission. */
    static SupportCase resubmitted(SupportCase one, String submission) {
        return rest(
                        one,
                        SupportCase.filed(
                                one.portal(), one.number(), submission, one.digest(), one.filedAt(), one.language()))
                .build();
    }

    /** The same case with all its instants bent. */
    static SupportCase bent(SupportCase one, UnaryOperator<Instant> bend) {
        return rest(
                        one,
                        SupportCase.filed(
                                one.portal(),
                                one.number(),
                                one.submission(),
                                one.digest(),
                                bend.apply(one.filedAt()),
                                one.language()))
                .standing(
                        one.state(),
                        bend.apply(one.changedAt()),
                        one.version(),
                        one.messages().stream()
                                .map(said -> new CaseMessage(
                                        bend.apply(said.at()), said.author(), said.text(), said.state()))
                                .toList())
                .build();
    }

    /** The same case, not yet built. */
    static SupportCase.Builder copy(SupportCase one) {
        return rest(
                one,
                SupportCase.filed(
                        one.portal(), one.number(), one.submission(), one.digest(), one.filedAt(), one.language()));
    }

    private static SupportCase.Builder rest(SupportCase one, SupportCase.Builder copy) {
        return copy.requester(one.requester().orElse(null))
                .reason(one.reason().orElse(null))
                .fields(one.fields())
                .files(one.files())
                .fileCount(one.fileCount())
                .standing(one.state(), one.changedAt(), one.version(), one.messages());
    }
}
