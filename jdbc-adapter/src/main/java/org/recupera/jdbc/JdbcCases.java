package org.recupera.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recupera.port.CaseField;
import org.recupera.port.CaseMessage;
import org.recupera.port.CaseNumber;
import org.recupera.port.CaseState;
import org.recupera.port.CaseStore;
import org.recupera.port.CaseSummary;
import org.recupera.port.FileContents;
import org.recupera.port.Filing;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/**
 * Cases in rows that are never deleted, only emptied.
 *
 * <p>A case's own row is written first, so that its unique keys arbitrate before any file is read, and held by whoever
 * changes what belongs to it.
 */
final class JdbcCases implements CaseStore {

    private static final String PORT = "case store: ";

    /** A case may have many parts of files, and each batch is one transaction. */
    private static final int PURGED_TOGETHER = 50;

    private final Database database;
    private final CaseQueries queries;
    private final CaseFiles files;
    private final String bySubmission;
    private final String known;
    private final String insertCase;
    private final String insertField;
    private final String insertMessage;
    private final String hold;
    private final String countMessages;
    private final String change;
    private final Purge purge;

    JdbcCases(Database database, String prefix) {
        String cases = prefix + "support_case";
        String fields = prefix + "case_field";
        String messages = prefix + "case_message";
        String one = " WHERE portal = ? AND case_number = ?";
        String keys = "SELECT case_number, submission, digest FROM " + cases;
        this.database = database;
        this.queries = new CaseQueries(prefix);
        this.files = new CaseFiles(prefix);
        this.bySubmission = keys + " WHERE portal = ? AND submission = ?";
        this.known = bySubmission + " UNION ALL " + keys + one;
        this.insertCase = "INSERT INTO " + cases + " (portal, case_number, submission, digest, filed_at, language,"
                + " requester, reason, file_count, state, changed_at, final_at, version)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        this.insertField = "INSERT INTO " + fields
                + " (portal, case_number, place, name, field_role, label, field_value, shown_text)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        this.insertMessage = "INSERT INTO " + messages
                + " (portal, case_number, place, written_at, author, body, state) VALUES (?, ?, ?, ?, ?, ?, ?)";
        this.hold = "SELECT state, changed_at FROM " + cases + one + " AND version = ? FOR UPDATE";
        this.countMessages = "SELECT COUNT(*) FROM " + messages + one;
        this.change = "UPDATE " + cases + " SET state = ?, changed_at = ?, final_at = ?, version = version + 1" + one;
        // The roles go into the text of the statement: they are names of constants.
        String kept = Stream.of(CaseField.Role.values())
                .filter(CaseField.Role::isKept)
                .map(role -> "'" + role.name() + "'")
                .collect(Collectors.joining(", "));
        this.purge = new Purge(
                PORT + "purge",
                PURGED_TOGETHER,
                cases,
                "case_number",
                List.of(
                        "UPDATE " + cases + " SET requester = NULL, final_at = NULL WHERE",
                        "UPDATE " + messages + " SET body = '' WHERE",
                        "DELETE FROM " + fields + " WHERE field_role NOT IN (" + kept + ") AND",
                        "DELETE FROM " + prefix + "case_file WHERE",
                        "DELETE FROM " + prefix + "case_part WHERE"),
                "final_at");
    }

    @Override
    public Filing file(SupportCase filed, FileContents contents) {
        return database.together(PORT + "file", session -> {
            Optional<Filing> answer = known(session, filed);
            return answer.isPresent() ? answer.get() : file(session, filed, contents);
        });
    }

    @Override
    public Optional<Filing.Repeated> filed(PortalId portal, String submission) {
        return database.each(
                PORT + "filed",
                session -> session
                        .query(
                                bySubmission,
                                row -> new Filing.Repeated(
                                        new CaseNumber(row.getString("case_number")), row.getString("digest")),
                                portal.value(),
                                submission)
                        .stream()
                        .findFirst());
    }

    @Override
    public Optional<SupportCase> find(PortalId portal, CaseNumber number) {
        return database.each(PORT + "find", session -> queries.find(session, portal, number));
    }

    @Override
    public List<CaseSummary> list(PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit) {
        return states.isEmpty()
                ? List.of()
                : database.each(PORT + "list", session -> queries.list(session, portal, states, after, limit));
    }

    @Override
    public boolean append(SupportCase seen, CaseMessage message) {
        return database.together(PORT + "append", session -> append(session, seen, message));
    }

    @Override
    public boolean copy(PortalId portal, CaseNumber number, int place, OutputStream to) throws IOException {
        return files.copy(database, portal, number, place, to, PORT + "copy");
    }

    @Override
    public int purge(PortalId portal, Instant before, int limit) {
        return purge.run(database, portal, before, limit);
    }

    private Optional<Filing> known(Session session, SupportCase filed) throws SQLException {
        String portal = filed.portal().value();
        List<Former> formers = session.query(
                known,
                row -> new Former(row.getString("submission"), row.getString("case_number"), row.getString("digest")),
                portal,
                filed.submission(),
                portal,
                filed.number().value());
        Optional<Filing> repeated = formers.stream()
                .filter(former -> former.submission().equals(filed.submission()))
                .<Filing>map(former -> new Filing.Repeated(new CaseNumber(former.number()), former.digest()))
                .findFirst();
        return repeated.isEmpty() && !formers.isEmpty() ? Optional.of(new Filing.NumberTaken()) : repeated;
    }

    private Filing file(Session session, SupportCase filed, FileContents contents) throws SQLException {
        String portal = filed.portal().value();
        String number = filed.number().value();
        boolean inserted = session.insert(
                insertCase,
                portal,
                number,
                filed.submission(),
                filed.digest(),
                Micros.of(filed.filedAt()),
                filed.language().toLanguageTag(),
                filed.requester().map(Object::toString).orElse(null),
                filed.reason().orElse(null),
                filed.fileCount(),
                filed.state().name(),
                Micros.of(filed.changedAt()),
                finalAt(filed.state(), Micros.of(filed.changedAt())),
                filed.version());
        if (!inserted) {
            // Somebody else filed it, or took the number, between two of these statements.
            throw Session.conflict();
        }
        int place = 0;
        for (CaseField field : filed.fields()) {
            place++;
            session.update(
                    insertField,
                    portal,
                    number,
                    place,
                    field.name(),
                    field.role().name(),
                    field.label(),
                    field.value(),
                    field.text());
        }
        int said = 0;
        for (CaseMessage message : filed.messages()) {
            said++;
            insert(session, filed, said, message);
        }
        files.write(session, filed, contents, PORT + "file");
        return new Filing.Filed(null);
    }

    private boolean append(Session session, SupportCase seen, CaseMessage message) throws SQLException {
        String portal = seen.portal().value();
        String number = seen.number().value();
        List<Standing> held = session.query(
                hold,
                row -> new Standing(row.getString("state"), row.getLong("changed_at")),
                portal,
                number,
                seen.version());
        if (held.isEmpty()) {
            return false;
        }
        Standing former = held.get(0);
        String state = message.state().name();
        long changedAt = former.state().equals(state) ? former.changedAt() : Micros.of(message.at());
        session.update(change, state, changedAt, finalAt(message.state(), changedAt), portal, number);
        int before = session.query(countMessages, row -> row.getInt(1), portal, number)
                .get(0);
        insert(session, seen, before + 1, message);
        return true;
    }

    private void insert(Session session, SupportCase to, int place, CaseMessage message) throws SQLException {
        session.update(
                insertMessage,
                to.portal().value(),
                to.number().value(),
                place,
                Micros.of(message.at()),
                message.author().name(),
                message.text(),
                message.state().name());
    }

    private static @Nullable Long finalAt(CaseState state, long changedAt) {
        return state.isFinal() ? changedAt : null;
    }

    private record Former(String submission, String number, String digest) {}

    private record Standing(String state, long changedAt) {}
}
