package org.recupera.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseField;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.CaseSummary;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** The contract of {@link CaseStore} in its plainest form: lists, one thread. */
final class CaseStoreModel implements CaseStore {

    private static final Comparator<CaseSummary> LONGEST_FILED_FIRST = Comparator.comparing(CaseSummary::filedAt)
            .thenComparing(one -> one.number().value());

    private final List<SupportCase> cases = new ArrayList<>();
    private final List<Kept> files = new ArrayList<>();
    private final Set<SupportCase> purged = new HashSet<>();

    @Override
    public Filing file(SupportCase filed, FileContents contents) {
        List<SupportCase> here = in(filed.portal());
        for (SupportCase one : here) {
            if (one.submission().equals(filed.submission())) {
                return new Filing.Repeated(one.number(), one.digest());
            }
        }
        if (here.stream().anyMatch(one -> one.number().equals(filed.number()))) {
            return new Filing.NumberTaken();
        }
        for (CaseFile file : filed.files()) {
            try (InputStream stream = contents.open(file)) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                stream.transferTo(bytes);
                files.add(new Kept(filed.portal(), filed.number(), file.place(), bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        cases.add(filed);
        return new Filing.Filed(null);
    }

    @Override
    public Optional<Filing.Repeated> filed(PortalId portal, String submission) {
        return in(portal).stream()
                .filter(one -> one.submission().equals(submission))
                .map(one -> new Filing.Repeated(one.number(), one.digest()))
                .findFirst();
    }

    @Override
    public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
        return in(portal).stream().filter(one -> one.number().equals(number)).findFirst();
    }

    @Override
    public List<CaseSummary> list(PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
        Predicate<CaseSummary> behind = one -> after == null || LONGEST_FILED_FIRST.compare(one, after) > 0;
        return in(portal).stream()
                .filter(one -> states.contains(one.state()))
                .map(CaseStoreModel::summary)
                .filter(behind)
                .sorted(LONGEST_FILED_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public boolean append(SupportCase seen, CaseMessage message) {
        Optional<SupportCase> stored =
                find(seen.portal(), seen.number()).filter(one -> one.version() == seen.version());
        stored.ifPresent(one -> {
            List<CaseMessage> messages = new ArrayList<>(one.messages());
            messages.add(message);
            Instant changedAt = one.state() == message.state() ? one.changedAt() : message.at();
            replace(
                    one,
                    copy(one)
                            .requester(one.requester().orElse(null))
                            .fields(one.fields())
                            .files(one.files())
                            .fileCount(one.fileCount())
                            .standing(message.state(), changedAt, one.version() + 1, messages)
                            .build());
        });
        return stored.isPresent();
    }

    @Override
    public boolean copy(PortalId portal, CaseNumber number, int place, OutputStream to) throws IOException {
        for (Kept file : files) {
            if (file.isOf(portal, number) && file.place() == place) {
                file.bytes().writeTo(to);
                return true;
            }
        }
        return false;
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        List<SupportCase> old = in(portal).stream()
                .filter(one -> one.state() != CaseState.OPEN && one.state() != CaseState.IN_PROGRESS)
                .filter(one -> one.changedAt().isBefore(before) && !purged.contains(one))
                .limit(limit)
                .toList();
        for (SupportCase one : old) {
            SupportCase rest = copy(one)
                    .fields(one.fields().stream()
                            .filter(field -> field.role().isKept())
                            .toList())
                    .fileCount(one.fileCount())
                    .standing(
                            one.state(),
                            one.changedAt(),
                            one.version(),
                            one.messages().stream()
                                    .map(said -> new CaseMessage(said.at(), said.author(), "", said.state()))
                                    .toList())
                    .build();
            replace(one, rest);
            purged.add(rest);
            files.removeIf(file -> file.isOf(one.portal(), one.number()));
        }
        return old.size();
    }

    private List<SupportCase> in(PortalId portal) {
        return cases.stream().filter(one -> one.portal().equals(portal)).toList();
    }

    private void replace(SupportCase former, SupportCase next) {
        cases.set(cases.indexOf(former), next);
    }

    private static SupportCase.Builder copy(SupportCase one) {
        return SupportCase.filed(
                        one.portal(), one.number(), one.submission(), one.digest(), one.filedAt(), one.language())
                .reason(one.reason().orElse(null));
    }

    private static CaseSummary summary(SupportCase one) {
        String subject = one.fields().stream()
                .filter(field -> field.role() == CaseField.Role.SUBJECT)
                .map(CaseField::text)
                .findFirst()
                .orElse("");
        return new CaseSummary(one.number(), one.state(), one.filedAt(), one.changedAt(), subject, one.fileCount());
    }

    private record Kept(PortalId portal, CaseNumber number, int place, ByteArrayOutputStream bytes) {
        boolean isOf(PortalId whose, CaseNumber one) {
            return portal.equals(whose) && number.equals(one);
        }
    }
}
