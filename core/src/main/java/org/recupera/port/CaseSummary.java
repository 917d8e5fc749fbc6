package org.recupera.port;

import java.time.Instant;

/**
 * A support case in a list.
 *
 * @param number its number
 * @param state where it stands
 * @param filedAt when it was filed
 * @param changedAt when its state last changed; the instant of filing until then
 * @param subject what it is about: the text of its field in the role of the subject, or empty
 * @param files how many files were attached
 */
public record CaseSummary(
        CaseNumber number, CaseState state, Instant filedAt, Instant changedAt, String subject, int files) {

    /** Without the subject, which a person typed. */
    @Override
    public String toString() {
        return "CaseSummary[" + number + ' ' + state + ']';
    }
}
