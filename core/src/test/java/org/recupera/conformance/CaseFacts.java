package org.recupera.conformance;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.recupera.port.CaseField;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.EmailAddress;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** All that a case says, to compare one with another. */
record CaseFacts(
        PortalId portal,
        CaseNumber number,
        String submission,
        String digest,
        Instant filedAt,
        Locale language,
        Optional<EmailAddress> requester,
        Optional<String> reason,
        List<CaseField> fields,
        List<CaseFile> files,
        int fileCount,
        CaseState state,
        Instant changedAt,
        long version,
        List<CaseMessage> messages) {

    static CaseFacts of(SupportCase one) {
        return new CaseFacts(
                one.portal(),
                one.number(),
                one.submission(),
                one.digest(),
                one.filedAt(),
                one.language(),
                one.requester(),
                one.reason(),
                one.fields(),
                one.files(),
                one.fileCount(),
                one.state(),
                one.changedAt(),
                one.version(),
                one.messages());
    }
}
