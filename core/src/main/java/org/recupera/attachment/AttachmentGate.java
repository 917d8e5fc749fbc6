package org.recupera.attachment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.PortException;
import org.recupera.profile.AttachmentSettings;

/**
 * Decides which of the files that somebody wants to attach to a case are taken.
 *
 * <p>What is promised, file by file (OWASP File Upload; ASVS 5.0, V5):
 *
 * <ol>
 *   <li><b>Bounded by what is read.</b> A file is read once, up to a byte past its limit, and closed on every path. Too
 *       many files, or too many bytes in all, end the reading; the rest is closed unread. A file that is too large by
 *       itself does not count among those bytes, so that what is wrong with the others is told too. How long a stream
 *       says it is plays no part; how slowly it may come is for the portal's server to say.
 *   <li><b>Type by content.</b> The first bytes tell png, jpeg and pdf, and the whole must be one: every chunk or segment
 *       in its place up to the end; of a PDF, the header at its very beginning and nothing but white space behind its last
 *       {@code %%EOF}. The declared type and the extension do not matter, with one exception: a name whose last extension
 *       is that of another kind of file ({@code foto.jpg.html}, {@code x.svg}) is refused. A name without one is fine.
 *   <li><b>Pixels before decoding.</b> They are read from the header, and a picture with too many is never decoded.
 *   <li><b>Scanned as uploaded.</b> The scanner sees the bytes that came, before anything is decoded. A scanner that
 *       cannot tell, or throws, refuses; it is not asked again in the same call, so that a scanner that hangs delays a
 *       person once and not five times.
 *   <li><b>Pictures written anew</b>, if the settings say so: decoded and encoded again, JPEG turned upright first.
 *       Metadata, colour profiles, thumbnails, further frames and whatever follows the end are gone. Without that, a
 *       picture that anything follows is refused. A JPEG that would be too large is tried at lower quality; what is
 *       still too large is refused.
 * </ol>
 *
 * <p>A PDF passes as it is: what it may do when it is opened is for the scanner and the reader to say.
 *
 * <p>Nothing is written to disk. A call holds its files in memory; all calls together decode within what one picture takes
 * at worst, 8 bytes for each pixel that is allowed (a photograph takes 3, or 6 when it has to be turned), and who finds none
 * left waits ten seconds. Portals with a small heap allow fewer pixels. Use one gate for the whole portal, from as many threads as you like.
 */
public final class AttachmentGate {

    private static final int MIB_IN_KIB = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AttachmentSettings limits;
    private final @Nullable AttachmentScanner scanner;
    private final PictureRewriter rewriter;

    /** What became of the files. */
    public sealed interface Outcome {

        /**
         * All are taken.
         *
         * @param files the files, in the order of the uploads; none when none was uploaded
         */
        record Accepted(List<CheckedFile> files) implements Outcome {

            /** Copies the list. */
            public Accepted {
                files = List.copyOf(files);
            }
        }

        /**
         * None is taken.
         *
         * @param flaws the first flaw of each file that has one, in the order of the uploads; at least one
         * @param findings what the scanner had against them, or why it could not tell; for the portal, not the person
         */
        record Refused(List<AttachmentFlaw> flaws, List<ScanFinding> findings) implements Outcome {

            /** Copies the lists. */
            public Refused {
                flaws = List.copyOf(flaws);
                findings = List.copyOf(findings);
            }
        }
    }

    private AttachmentGate(AttachmentSettings limits, @Nullable AttachmentScanner scanner, DecodingMemory memory) {
        this.limits = limits;
        this.scanner = scanner;
        this.rewriter = new PictureRewriter(memory, limits.maxBytes());
    }

    /**
     * A gate behind which every file is scanned.
     *
     * <p>Where the scanner looks at less than a file may have, a file may have no more than that.
     *
     * @param settings what is taken
     * @param scanner looks for malware
     * @return the gate
     * @throws IllegalArgumentException when the scanner looks at less than 64 KiB
     */
    public static AttachmentGate of(AttachmentSettings settings, AttachmentScanner scanner) {
        return standard(settings.within(scanner.maxBytes(), Long.MAX_VALUE), scanner);
    }

    /**
     * A gate without a scanner: nobody looks for malware, in PDF files least of all.
     *
     * @param settings what is taken
     * @return the gate
     */
    public static AttachmentGate withoutScanner(AttachmentSettings settings) {
        return standard(settings, null);
    }

    private static AttachmentGate standard(AttachmentSettings settings, @Nullable AttachmentScanner scanner) {
        return new AttachmentGate(settings, scanner, new DecodingMemory(largestPicture(settings), PATIENCE));
    }

    /** A copy with so much memory of its own for all pictures that are being decoded, and so much patience. */
    AttachmentGate withDecodingMemory(int mebibytes, Duration patience) {
        int kib = Math.multiplyExact(mebibytes, MIB_IN_KIB);
        if (kib < largestPicture(limits)) {
            throw new IllegalArgumentException(mebibytes + " MiB cannot hold " + limits.maxPixels() + " pixels");
        }
        return new AttachmentGate(limits, scanner, new DecodingMemory(kib, patience));
    }

    /**
     * What is taken here, for the words beside the form's field.
     *
     * @return the settings, with the scanner's limit in them where that is lower
     */
    public AttachmentSettings limits() {
        return limits;
    }

    /**
     * Reads and judges all the files of one case.
     *
     * <p>All flaws at once: the first of each file. A browser's empty field, without a name and without a byte, is no
     * file and passed over; positions are those of the list all the same.
     *
     * @param uploads the files as they reached the portal; good for this one call
     * @return the files, or what is wrong with them
     * @throws PortException when no memory came free for a picture, {@link PortException#isBusy busy}, or the thread was
     *     interrupted while it waited
     * @throws IllegalStateException when an upload was read before
     */
    public Outcome check(List<Upload> uploads) {
        try {
            return new AttachmentCheck(limits, Optional.ofNullable(scanner), rewriter).of(uploads);
        } finally {
            uploads.forEach(Upload::discard);
        }
    }

    private static int largestPicture(AttachmentSettings settings) {
        return DecodingMemory.kib((long) settings.maxPixels() * Picture.MOST_BYTES_PER_PIXEL);
    }
}
