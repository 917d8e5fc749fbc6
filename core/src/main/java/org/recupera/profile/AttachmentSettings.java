package org.recupera.profile;

import java.util.List;
import java.util.Set;
import org.recupera.port.AttachmentType;

/**
 * Which files a case may carry.
 *
 * @param types the kinds that are taken, in the order in which people are told; at least one, each once
 * @param maxFiles how many files a case has at most; 1 to 20
 * @param maxBytes the largest size of one file; 64 KiB to 25 MiB, whole KiB
 * @param maxBytesInAll the largest size of all files of a case together; {@code maxBytes} to 100 MiB, whole KiB. Mail
 *     carries them in base64, which adds about 37 %
 * @param maxPixels the most pixels a picture has, width times height; 1 to 100 million
 * @param reencode whether pictures are decoded and written anew, which drops their metadata and whatever hides in or
 *     behind them
 */
public record AttachmentSettings(
        List<AttachmentType> types, int maxFiles, int maxBytes, int maxBytesInAll, int maxPixels, boolean reencode) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int MILLION = 1_000_000;

    /**
     * Copies the types.
     *
     * @throws IllegalArgumentException when a value is outside its bounds
     */
    public AttachmentSettings {
        types = List.copyOf(types);
        require(!types.isEmpty() && Set.copyOf(types).size() == types.size(), "at least one type, and each once");
        require(maxFiles >= 1 && maxFiles <= 20, "1 to 20 files");
        require(isSize(maxBytes, 64 * KIB, 25 * MIB), "64 KiB to 25 MiB for a file, in whole KiB");
        require(
                isSize(maxBytesInAll, maxBytes, 100 * MIB),
                "for all files together the size of one to 100 MiB, in whole KiB");
        require(maxPixels >= MILLION && maxPixels <= 100 * MILLION, "1 to 100 million pixels");
    }

    /**
     * What a portal gets that says nothing else.
     *
     * @return png, jpeg and pdf; 5 files of 3 MiB each and 7 MiB in all; 40 million pixels; pictures written anew
     */
    public static AttachmentSettings standard() {
        return new AttachmentSettings(List.of(AttachmentType.values()), 5, 3 * MIB, 7 * MIB, 40 * MILLION, true);
    }

    /**
     * What is taken where those behind take less.
     *
     * @param largest the largest file that is taken there, in bytes
     * @param inAll the most bytes that are taken there together
     * @return these settings, with the lower of both limits, in whole KiB
     * @throws IllegalArgumentException when no file of 64 KiB would be taken
     */
    public AttachmentSettings within(long largest, long inAll) {
        int together = (int) Math.min(maxBytesInAll, inAll / KIB * KIB);
        int one = (int) Math.min(Math.min(maxBytes, together), largest / KIB * KIB);
        return new AttachmentSettings(types, maxFiles, one, together, maxPixels, reencode);
    }

    private static boolean isSize(int bytes, int least, int most) {
        return bytes >= least && bytes <= most && bytes % KIB == 0;
    }

    private static void require(boolean met, String rule) {
        if (!met) {
            throw new IllegalArgumentException("attachments: " + rule);
        }
    }
}
