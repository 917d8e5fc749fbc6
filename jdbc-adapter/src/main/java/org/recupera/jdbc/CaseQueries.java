package org.recupera.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseField;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseSummary;
import org.recupera.port.EmailAddress;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/** Reads cases, one with all that belongs to it or many in short. */
final class CaseQueries {

    private final String head;
    private final String fields;
    private final String files;
    private final String messages;
    private final String summaries;
    private final String page;

    CaseQueries(String prefix) {
        String cases = prefix + "support_case";
        String one = " WHERE portal = ? AND case_number = ?";
        this.head = "SELECT * FROM " + cases + one;
        this.fields = "SELECT * FROM " + prefix + "case_field" + one + " ORDER BY place";
        this.files = "SELECT * FROM " + prefix + "case_file" + one + " ORDER BY place";
        this.messages = "SELECT * FROM " + prefix + "case_message" + one + " ORDER BY place";
        String listed = " WHERE portal = listed.portal AND case_number = listed.case_number";
        this.summaries = "SELECT case_number, state, filed_at, changed_at, file_count,"
                + " (SELECT shown_text FROM " + prefix + "case_field" + listed + " AND field_role = '"
                + CaseField.Role.SUBJECT.name() + "' ORDER BY place LIMIT 1) AS subject FROM ";
        // Databases that know no range of pairs still begin at the index entry of the instant.
        this.page = "(SELECT portal, case_number, state, filed_at, changed_at, file_count FROM " + cases
                + " WHERE portal = ? AND state = ? AND filed_at >= ? AND (filed_at > ? OR case_number > ?)"
                + " ORDER BY filed_at, case_number LIMIT ";
    }

    /**
     * Reads a case as it stood at one moment.
     *
     * <p>By as many statements where there is none: a requester who is told the same of a wrong number and of a wrong
     * address could tell them apart by the time else.
     */
    Optional<SupportCase> find(Session session, PortalId portal, CaseNumber number) throws SQLException {
        Object[] key = {portal.value(), number.value()};
        List<Head> before = session.query(head, CaseQueries::head, key);
        List<CaseField> filledIn = session.query(fields, CaseQueries::field, key);
        List<CaseFile> attached = session.query(files, CaseQueries::file, key);
        List<CaseMessage> said = session.query(messages, CaseQueries::message, key);
        List<Head> after = session.query(head, CaseQueries::head, key);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Head found = before.get(0);
        if (after.isEmpty() || !found.isAs(after.get(0))) {
            throw Session.conflict();
        }
        return Optional.of(found.builder()
                .fields(filledIn)
                .files(attached)
                .standing(found.state(), Micros.instant(found.changedAt()), found.version(), said)
                .build());
    }

    /** Reads a page from one range of the index for each state. */
    List<CaseSummary> list(
            Session session, PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit)
            throws SQLException {
        long since = after == null ? Long.MIN_VALUE : Micros.of(after.filedAt());
        String number = after == null ? "" : after.number().value();
        List<Object> values = new ArrayList<>();
        for (CaseState state : states) {
            Collections.addAll(values, portal.value(), state.name(), since, since, number);
        }
        return session.query(listing(states.size(), limit), CaseQueries::summary, values.toArray());
    }

    /** What reads a page: for each state its portal, itself, twice the instant, and the number behind which it begins. */
    String listing(int states, int limit) {
        // The limit is no parameter: H2 takes what a part of a union gave last time for what it gives with another one.
        String pages = String.join(" UNION ALL ", Collections.nCopies(states, page + limit + ")"));
        return summaries + "(" + pages + ") listed ORDER BY filed_at, case_number LIMIT " + limit;
    }

    private static Head head(ResultSet row) throws SQLException {
        String requester = row.getString("requester");
        SupportCase.Builder builder = SupportCase.filed(
                        new PortalId(row.getString("portal")),
                        new CaseNumber(row.getString("case_number")),
                        row.getString("submission"),
                        row.getString("digest"),
                        Micros.instant(row.getLong("filed_at")),
                        Locale.forLanguageTag(row.getString("language")))
                .requester(requester == null ? null : new EmailAddress(requester))
                .reason(row.getString("reason"))
                .fileCount(row.getInt("file_count"));
        return new Head(
                builder,
                CaseState.valueOf(row.getString("state")),
                row.getLong("changed_at"),
                row.getObject("final_at", Long.class),
                row.getLong("version"));
    }

    private static CaseField field(ResultSet row) throws SQLException {
        return new CaseField(
                row.getString("name"),
                CaseField.Role.valueOf(row.getString("field_role")),
                row.getString("label"),
                row.getString("field_value"),
                row.getString("shown_text"));
    }

    private static CaseFile file(ResultSet row) throws SQLException {
        return new CaseFile(
                row.getInt("place"),
                row.getString("name"),
                row.getString("shown_name"),
                row.getString("media_type"),
                row.getLong("bytes"),
                row.getString("sha256"));
    }

    private static CaseMessage message(ResultSet row) throws SQLException {
        return new CaseMessage(
                Micros.instant(row.getLong("written_at")),
                CaseMessage.Author.valueOf(row.getString("author")),
                row.getString("body"),
                CaseState.valueOf(row.getString("state")));
    }

    private static CaseSummary summary(ResultSet row) throws SQLException {
        String subject = row.getString("subject");
        return new CaseSummary(
                new CaseNumber(row.getString("case_number")),
                CaseState.valueOf(row.getString("state")),
                Micros.instant(row.getLong("filed_at")),
                Micros.instant(row.getLong("changed_at")),
                subject == null ? "" : subject,
                row.getInt("file_count"));
    }

    /** The case's own row; every change of a case or of what belongs to it shows there. */
    private record Head(
            SupportCase.Builder builder,
            CaseState state,
            long changedAt,
            @Nullable Long finalAt,
            long version) {

        boolean isAs(Head later) {
            return version == later.version && Objects.equals(finalAt, later.finalAt);
        }
    }
}
