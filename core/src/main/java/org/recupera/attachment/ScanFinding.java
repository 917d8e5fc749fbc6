package org.recupera.attachment;

import org.recupera.port.AttachmentScanner.Verdict;

/**
 * What a scanner said against a file, for events and logs.
 *
 * @param position which of the uploads, from 1
 * @param sha256 the digest of the bytes that were scanned, in lower-case hexadecimal digits
 * @param verdict {@link Verdict.Infected} or {@link Verdict.Undecided}
 */
public record ScanFinding(int position, String sha256, Verdict verdict) {}
