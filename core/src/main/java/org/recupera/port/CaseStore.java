package org.recupera.port;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps support cases, their messages and their files.
 *
 * <p>A store answers "was it you who changed it?" and judges nothing: it reads no clock, makes no numbers and compares
 * no addresses. Calls are atomic over threads and processes, durable when they return, and no part of a transaction of
 * the caller's. Instants are given back to the microsecond, texts and bytes as they came; a text
 * is well-formed UTF-16 without U+0000.
 *
 * <p>{@link #file} answers {@link Filing.Filed}, {@link Filing.Repeated} or {@link Filing.NumberTaken}, and nothing else;
 * a repeated submission is told as such whatever its number. A file of another size than its {@link
 * org.recupera.port.CaseFile#size()} keeps the case out, with a {@link PortException}; so does one that cannot be read,
 * and anything else that its stream throws comes as it was.
 */
public interface CaseStore extends TicketDesk {

    /**
     * Tells whether a submission was filed, purged cases included.
     *
     * @param portal the portal
     * @param submission the {@link SupportCase#submission()}
     * @return the number and the digest of its case, or nothing when there is none
     * @throws PortException when the store cannot be asked
     */
    Optional<Filing.Repeated> filed(PortalId portal, String submission);

    /**
     * Finds a case with its messages, in the order in which they were added.
     *
     * @param portal the portal in which it was filed
     * @param number its number
     * @return the case, or nothing when that portal has none of that number
     * @throws PortException when the store cannot be asked
     */
    Optional<SupportCase> find(PortalId portal, CaseNumber number);

    /**
     * Lists cases, the longest filed first; those of one instant by their number.
     *
     * @param portal whose cases
     * @param states in which states; none is listed when empty
     * @param after the last case of the page before, or {@code null} to begin; it need not exist any more
     * @param limit the most cases; at least 1
     * @return the cases behind {@code after}
     * @throws PortException when the store cannot be asked
     */
    List<CaseSummary> list(PortalId portal, Set<CaseState> states, @Nullable CaseSummary after, int limit);

    /**
     * Adds a message and moves the case to its state, if the case still is as it was seen.
     *
     * <p>The stored case must have the {@link SupportCase#version()} of {@code seen}; of several callers that saw the same,
     * exactly one succeeds. The version grows by one, and {@link SupportCase#changedAt()} becomes the message's instant
     * when the state is another one.
     *
     * @param seen the case as it was read
     * @param message what to add
     * @return whether it was this call that added it; {@code false} also when there is no such case
     * @throws PortException when it is unknown whether it was added
     */
    boolean append(SupportCase seen, CaseMessage message);

    /**
     * Writes the bytes of a file out.
     *
     * @param portal the portal in which the case was filed
     * @param number the number of the case
     * @param place the file's {@link CaseFile#place()}
     * @param to where to; left open
     * @return whether there is such a file; when not, nothing was written
     * @throws IOException when {@code to} cannot be written to; it is thrown as it came
     * @throws PortException when the store cannot be asked; part of the file may be written by then
     */
    boolean copy(PortalId portal, CaseNumber number, int place, OutputStream to) throws IOException;

    /**
     * Forgets what old cases say of people, a batch at a time.
     *
     * <p>Of cases that came to a {@linkplain CaseState#isFinal() final} state before an instant, the address, the fields
     * that are not {@linkplain CaseField.Role#isKept() kept}, the texts of messages and the files are removed; number,
     * submission, digest, reason, instants, state, what the case is about and how many files it had stay, so that cases can
     * still be counted and an old form that is sent again is no new case; the digest is a keyed one. {@link
     * SupportCase#requester()} is empty from then on. A message that is added later makes the case one that was not purged.
     *
     * @param portal whose cases
     * @param before cases whose last change of state lies before this
     * @param limit the most cases in this call; at least 1
     * @return how many cases were purged; those that were purged before do not count
     * @throws PortException when the store cannot be asked
     */
    int purge(PortalId portal, Instant before, int limit);
}
