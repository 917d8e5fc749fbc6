package org.recupera.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import org.recupera.port.CaseFile;
import org.recupera.port.CaseNumber;
import org.recupera.port.FileContents;
import org.recupera.port.PortException;
import org.recupera.port.PortalId;
import org.recupera.port.SupportCase;

/**
 * The bytes of files, in rows of one size.
 *
 * <p>No driver is asked for a stream: PostgreSQL's sends and receives a column whole, and MariaDB's would outgrow {@code
 * max_allowed_packet}. A part is in memory at a time, whatever the file.
 */
final class CaseFiles {

    private static final int PART = 256 * 1024;

    private final String insertFile;
    private final String insertPart;
    private final String length;
    private final String part;

    CaseFiles(String prefix) {
        String files = prefix + "case_file";
        String parts = prefix + "case_part";
        String one = " WHERE portal = ? AND case_number = ? AND place = ?";
        this.insertFile = "INSERT INTO " + files
                + " (portal, case_number, place, name, shown_name, media_type, bytes, sha256)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        this.insertPart =
                "INSERT INTO " + parts + " (portal, case_number, place, part, content) VALUES (?, ?, ?, ?, ?)";
        this.length = "SELECT bytes FROM " + files + one;
        this.part = "SELECT content FROM " + parts + one + " AND part = ?";
    }

    /** Writes the case's files within the session's transaction. */
    void write(Session session, SupportCase filed, FileContents contents, String operation) throws SQLException {
        for (CaseFile file : filed.files()) {
            session.update(
                    insertFile,
                    filed.portal().value(),
                    filed.number().value(),
                    file.place(),
                    file.name(),
                    file.shownName(),
                    file.mediaType(),
                    file.size(),
                    file.sha256());
            try (InputStream stream = contents.open(file)) {
                write(session, filed, file, stream, operation);
            } catch (IOException e) {
                throw new PortException(operation + ": " + file.name() + " could not be read", e);
            }
        }
    }

    private void write(Session session, SupportCase filed, CaseFile file, InputStream stream, String operation)
            throws IOException, SQLException {
        long left = file.size();
        for (int number = 1; left > 0; number++) {
            byte[] bytes = stream.readNBytes((int) Math.min(left, PART));
            if (bytes.length == 0) {
                break;
            }
            session.update(insertPart, filed.portal().value(), filed.number().value(), file.place(), number, bytes);
            left -= bytes.length;
        }
        if (left > 0 || stream.read() >= 0) {
            throw new PortException(operation + ": " + file.name() + " is not as long as it says", null);
        }
    }

    /** Writes a file out, with no connection in hand while {@code to} takes its time. */
    boolean copy(Database database, PortalId portal, CaseNumber number, int place, OutputStream to, String operation)
            throws IOException {
        List<Long> found = database.each(
                operation,
                session -> session.query(length, row -> row.getLong("bytes"), portal.value(), number.value(), place));
        if (found.isEmpty()) {
            return false;
        }
        long left = found.get(0);
        for (int next = 1; left > 0; next++) {
            int wanted = next;
            List<byte[]> parts = database.each(
                    operation,
                    session -> session.query(
                            part, row -> row.getBytes("content"), portal.value(), number.value(), place, wanted));
            if (parts.isEmpty()) {
                throw new PortException(operation + ": the file was purged while it was read", null);
            }
            to.write(parts.get(0));
            left -= parts.get(0).length;
        }
        return true;
    }
}
