package org.recupera.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.recupera.port.AccountId;
import org.recupera.port.HashedAnswer;
import org.recupera.port.PortalId;
import org.recupera.port.SecurityQuestions;

/**
 * Answers in rows at places that count from 1, without a gap.
 *
 * <p>Only who holds the row at place 1 writes the others. So whoever replaces an account's answers waits there for those
 * before, and sees all that they left. The row is written over rather than deleted, for those that wait for it.
 */
final class JdbcSecurityQuestions implements SecurityQuestions {

    private static final String PORT = "security questions: ";
    private static final int FIRST = 1;

    private final Database database;
    private final String read;
    private final String hold;
    private final String write;
    private final String delete;
    private final String insert;
    private final String rehash;

    JdbcSecurityQuestions(Database database, String prefix) {
        String table = prefix + "answer";
        String owned = " WHERE portal = ? AND account = ?";
        this.database = database;
        this.read = "SELECT question, hash FROM " + table + owned + " ORDER BY place";
        this.hold = "SELECT place FROM " + table + owned + " AND place = ? FOR UPDATE";
        this.write = "UPDATE " + table + " SET question = ?, hash = ?" + owned + " AND place = ?";
        this.delete = "DELETE FROM " + table + owned + " AND place > ?";
        this.rehash = "UPDATE " + table + " SET hash = ?" + owned + " AND question = ? AND hash = ?";
        this.insert = "INSERT INTO " + table + " (question, hash, portal, account, place) VALUES (?, ?, ?, ?, ?)";
    }

    @Override
    public List<HashedAnswer> of(PortalId portal, AccountId account) {
        return database.each(
                PORT + "of",
                session -> session.query(
                        read,
                        row -> new HashedAnswer(row.getString("question"), row.getString("hash")),
                        portal.value(),
                        account.value()));
    }

    @Override
    public void replace(PortalId portal, AccountId account, List<HashedAnswer> answers) {
        List<HashedAnswer> given = List.copyOf(answers);
        database.together(PORT + "replace", session -> replace(session, portal.value(), account.value(), given));
    }

    @Override
    public void rehash(PortalId portal, AccountId account, HashedAnswer seen, String hash) {
        HashedAnswer anew = new HashedAnswer(seen.question(), hash);
        database.each(
                PORT + "rehash",
                session -> session.update(
                        rehash, anew.hash(), portal.value(), account.value(), seen.question(), seen.hash()));
    }

    private int replace(Session session, String portal, String account, List<HashedAnswer> answers)
            throws SQLException {
        boolean held = !session.query(hold, row -> row.getInt("place"), portal, account, FIRST)
                .isEmpty();
        if (held) {
            session.update(delete, portal, account, answers.isEmpty() ? 0 : FIRST);
        }
        int place = 0;
        for (HashedAnswer answer : answers) {
            place++;
            Object[] row = {answer.question(), answer.hash(), portal, account, place};
            if (held && place == FIRST) {
                session.update(write, row);
            } else if (!session.insert(insert, row)) {
                // Somebody else was the first to answer, between two of these statements.
                throw Session.conflict();
            }
        }
        return place;
    }
}
