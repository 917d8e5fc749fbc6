package org.recupera.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.recupera.port.CaseField;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseSummary;
import org.recupera.port.SupportCase;

/**
 * A case with the bytes of its files; each change is another one.
 *
 * @param content the case as it stands
 * @param files the bytes by place; nobody changes them
 * @param purged whether it holds nothing that a purge would forget
 */
record KeptCase(SupportCase content, Map<Integer, byte[]> files, boolean purged) {

    private static final int BYTES_OF_A_CHARACTER = 2;

    /** What a case, a field or a message takes beside its texts, roughly. */
    private static final int OVERHEAD = 128;

    static KeptCase filed(SupportCase content, Map<Integer, byte[]> files) {
        return new KeptCase(content, Map.copyOf(files), false);
    }

    KeptCase with(CaseMessage message) {
        Instant changedAt = message.state() == content.state() ? content.changedAt() : message.at();
        List<CaseMessage> messages =
                Stream.concat(content.messages().stream(), Stream.of(message)).toList();
        SupportCase changed = copy().requester(content.requester().orElse(null))
                .fields(content.fields())
                .files(content.files())
                .fileCount(content.fileCount())
                .standing(message.state(), changedAt, content.version() + 1, messages)
                .build();
        return new KeptCase(changed, files, false);
    }

    boolean isPurgeable(Instant before) {
        return !purged && content.state().isFinal() && content.changedAt().isBefore(before);
    }

    KeptCase withoutThePerson() {
        List<CaseMessage> silent = content.messages().stream()
                .map(message -> new CaseMessage(message.at(), message.author(), "", message.state()))
                .toList();
        SupportCase rest = copy().fields(content.fields().stream()
                        .filter(field -> field.role().isKept())
                        .toList())
                .fileCount(content.fileCount())
                .standing(content.state(), content.changedAt(), content.version(), silent)
                .build();
        return new KeptCase(rest, Map.of(), true);
    }

    CaseSummary summary() {
        return new CaseSummary(
                content.number(),
                content.state(),
                content.filedAt(),
                content.changedAt(),
                content.field(CaseField.Role.SUBJECT).map(CaseField::text).orElse(""),
                content.fileCount());
    }

    long weight() {
        return weight(content);
    }

    /** The bytes that a case takes, files included, roughly. */
    static long weight(SupportCase content) {
        long weight = OVERHEAD;
        for (CaseField field : content.fields()) {
            weight += OVERHEAD
                    + BYTES_OF_A_CHARACTER
                            * (field.label().length()
                                    + field.value().length()
                                    + field.text().length());
        }
        for (CaseMessage message : content.messages()) {
            weight += weight(message);
        }
        return content.files().stream()
                .mapToLong(file -> file.size() + OVERHEAD)
                .reduce(weight, KeptCase::sum);
    }

    static long weight(CaseMessage message) {
        return OVERHEAD + (long) BYTES_OF_A_CHARACTER * message.text().length();
    }

    private SupportCase.Builder copy() {
        return SupportCase.filed(
                        content.portal(),
                        content.number(),
                        content.submission(),
                        content.digest(),
                        content.filedAt(),
                        content.language())
                .reason(content.reason().orElse(null));
    }

    /** Sizes are what a caller says: their sum may be past all bounds. */
    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < one ? Long.MAX_VALUE : sum;
    }
}
