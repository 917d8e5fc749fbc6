package org.recupera.port;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for malware in a file that somebody wants to attach to a case.
 *
 * <p>Called on the thread that files the case, a file at a time. May block, within time limits of its own. Safe for use
 * by several threads at once.
 */
public interface AttachmentScanner {

    /** What a scanner says of a file. Only {@link Clean} lets the file through. */
    sealed interface Verdict {

        /** The scanner looked at all of the content and knows nothing against it. */
        record Clean() implements Verdict {}

        /**
         * The scanner recognised something.
         *
         * @param signature what the scanner calls it; here one line of at most 120 printable ASCII
         *     characters, a question mark for each that was not
         */
        record Infected(String signature) implements Verdict {

            /** Makes one printable line of the signature. */
            public Infected {
                signature = PrintableLine.of(signature);
            }
        }

        /**
         * The scanner could not tell, so that the file is refused.
         *
         * @param reason why, for an operator; made one line as a signature is
         * @param cause what the infrastructure threw, or {@code null}
         */
        record Undecided(String reason, @Nullable Throwable cause) implements Verdict {

            /** Makes one printable line of the reason. */
            public Undecided {
                reason = PrintableLine.of(reason);
            }
        }
    }

    /**
     * The largest content that is really looked at.
     *
     * <p>Scanners wave through what is above their limits. Nothing larger is given to {@link #scan}.
     *
     * @return the size in bytes, the same at every call
     */
    long maxBytes();

    /**
     * Scans one file.
     *
     * @param content the bytes, read to their end at most and not closed
     * @param size how many there are
     * @return the verdict; {@link Verdict.Undecided} whenever the whole content was not looked at, for a scanner that is
     *     down, slow, unwilling or not understood, and for content that cannot be read or has another size. None of
     *     these is an exception
     */
    Verdict scan(InputStream content, long size);
}
