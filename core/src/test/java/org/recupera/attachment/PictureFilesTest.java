package org.recupera.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.attachment.MadeFiles.ascii;
import static org.recupera.attachment.MadeFiles.chunk;
import static org.recupera.attachment.MadeFiles.header;
import static org.recupera.attachment.MadeFiles.joined;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.attachment.AttachmentGate.Outcome;
import org.recupera.profile.AttachmentSettings;

/** What is read from the bytes of pictures before any is decoded. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PictureFilesTest {

    private static final byte[] PIXELS = chunk("IDAT", MadeFiles.zeros(100));

    @Test
    void a_picture_tells_its_size() {
        Picture png = PngFile.read(MadeFiles.png()).orElseThrow();
        assertThat(png.width()).isEqualTo(12);
        assertThat(png.height()).isEqualTo(8);
        assertThat(png.followed()).isFalse();
        Picture jpeg = JpegFile.read(MadeFiles.jpeg()).orElseThrow();
        assertThat(jpeg.width()).isEqualTo(64);
        assertThat(jpeg.height()).isEqualTo(48);
        assertThat(jpeg.followed()).isFalse();
        assertThat(JpegFile.read(MadeFiles.progressiveJpeg(MadeFiles.drawn(40, 30, BufferedImage.TYPE_3BYTE_BGR))))
                .hasValueSatisfying(picture -> assertThat(picture.width()).isEqualTo(40));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8, 2",
        "0, 16, 4",
        "2, 8, 4",
        "2, 16, 8",
        "3, 1, 1",
        "3, 8, 1",
        "4, 8, 2",
        "4, 16, 4",
        "6, 8, 4",
        "6, 16, 8"
    })
    void a_png_tells_what_its_pixels_take_at_most(int colourType, int depth, int bytes) {
        assertThat(PngFile.read(MadeFiles.png(header(3, 2, depth, colourType), PIXELS)))
                .hasValueSatisfying(
                        picture -> assertThat(picture.bytesPerPixel()).isEqualTo(bytes));
    }

    static Stream<byte[]> damagedPngs() {
        byte[] sound = header(3, 2, 8, 0);
        byte[] changed = sound.clone();
        changed[11] ^= 1;
        return Stream.of(
                MadeFiles.png(sound), // no pixels
                MadeFiles.png(PIXELS), // no header
                MadeFiles.png(PIXELS, sound),
                MadeFiles.png(sound, sound, PIXELS),
                MadeFiles.png(changed, PIXELS), // a checksum that is not right
                MadeFiles.png(header(0, 2, 8, 0), PIXELS),
                MadeFiles.png(header(3, -2, 8, 0), PIXELS),
                MadeFiles.png(header(65_536, 1, 8, 0), PIXELS),
                MadeFiles.png(header(3, 2, 8, 1), PIXELS),
                MadeFiles.png(header(3, 2, 8, 7), PIXELS),
                MadeFiles.png(chunk("IHDR", new byte[12]), PIXELS),
                joined(PngFile.SIGNATURE, sound, PIXELS), // no end
                joined(PngFile.SIGNATURE, sound, PIXELS, ascii("\u007f\u00ff\u00ff\u00ffIEND\0\0\0\0")),
                joined(PngFile.SIGNATURE, sound, PIXELS, ascii("\u00ff\u00ff\u00ff\u00f4IEND\0\0\0\0")),
                PngFile.SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("damagedPngs")
    void a_png_that_is_not_in_order_is_damaged(byte[] content) {
        assertThat(PngFile.read(content)).isEmpty();
    }

    static Stream<byte[]> damagedJpegs() {
        byte[] start = ascii("\u00ff\u00d8");
        byte[] end = ascii("\u00ff\u00d9");
        byte[] frame = MadeFiles.segment(0xC0, ascii("\u0008\0\u0002\0\u0003\u0001\u0001\u0011\0"));
        byte[] scan = joined(MadeFiles.segment(0xDA, new byte[6]), ascii("data\u00ff\0data\u00ff\u00d0data"));
        return Stream.of(
                joined(start, frame, end), // no scan
                joined(start, scan, end), // no frame
                joined(start, frame, scan), // no end
                joined(start, frame, frame, scan, end),
                joined(start, MadeFiles.segment(0xC3, ascii("\u0008\0\u0002\0\u0003\u0001\u0001\u0011\0")), scan, end),
                joined(start, MadeFiles.segment(0xC9, ascii("\u0008\0\u0002\0\u0003\u0001\u0001\u0011\0")), scan, end),
                joined(start, MadeFiles.segment(0xC0, ascii("\u000c\0\u0002\0\u0003\u0001\u0001\u0011\0")), scan, end),
                joined(start, MadeFiles.segment(0xC0, ascii("\u0008\0\0\0\u0003\u0001\u0001\u0011\0")), scan, end),
                joined(start, MadeFiles.segment(0xC0, ascii("\u0008\0\u0002\0\0\u0001\u0001\u0011\0")), scan, end),
                joined(start, MadeFiles.segment(0xC0, ascii("\u0008\0\u0002\0\u0003\u0005\u0001\u0011\0")), scan, end),
                joined(start, MadeFiles.segment(0xC0, ascii("\u0008\0\u0002")), scan, end),
                joined(start, frame, ascii("\u00ff\u00e1\0\u0001"), scan, end),
                joined(start, frame, ascii("\u00ff\u00e1\u00ff\u00ff"), scan, end),
                joined(start, frame, ascii("\u00ff\u0001\0\u0002"), scan, end),
                joined(start, frame, ascii("text"), scan, end),
                joined(start, frame, joined(Collections.nCopies(101, scan).toArray(byte[][]::new)), end),
                joined(start, ascii("\u00ff")),
                start);
    }

    @ParameterizedTest
    @MethodSource("damagedJpegs")
    void a_jpeg_that_is_not_in_order_is_damaged(byte[] content) {
        assertThat(JpegFile.read(content)).isEmpty();
    }

    @Test
    void a_jpeg_in_order_may_have_fill_bytes_and_many_scans() {
        byte[] frame = MadeFiles.segment(0xC2, ascii("\u0008\0\u0002\0\u0003\u0001\u0001\u0011\0"));
        byte[] scan =
                joined(MadeFiles.segment(0xDA, new byte[6]), ascii("data\u00ff\0data\u00ff\u00d0data\u00ff\u00ff"));
        byte[] scans = joined(Collections.nCopies(100, scan).toArray(byte[][]::new));

        assertThat(JpegFile.read(joined(ascii("\u00ff\u00d8\u00ff\u00ff"), frame, scans, ascii("\u00ff\u00d9"))))
                .hasValueSatisfying(picture -> assertThat(picture.height()).isEqualTo(2));
    }

    @Test
    void of_a_picture_only_what_shows_is_handed_to_a_decoder() {
        byte[] png = MadeFiles.png(
                header(3, 2, 8, 3),
                chunk("iCCP", ascii("secret")),
                chunk("PLTE", new byte[768]),
                chunk("tRNS", new byte[1]),
                chunk("eXIf", ascii("secret")),
                PIXELS,
                chunk("zTXt", ascii("secret")));
        assertThat(PngFile.read(joined(png, ascii("secret"))).orElseThrow().bare())
                .isEqualTo(MadeFiles.png(
                        header(3, 2, 8, 3), chunk("PLTE", new byte[768]), chunk("tRNS", new byte[1]), PIXELS));

        byte[] jpeg = MadeFiles.jpeg();
        byte[] spiced = jpeg;
        for (int marker : new int[] {0xE1, 0xE2, 0xED, 0xEF, 0xFE}) {
            spiced = MadeFiles.withSegment(spiced, MadeFiles.segment(marker, ascii("secret")));
        }
        assertThat(JpegFile.read(joined(spiced, ascii("secret"))).orElseThrow().bare())
                .isEqualTo(jpeg);
    }

    static Stream<byte[]> soundFiles() {
        return Stream.of(
                MadeFiles.png(),
                MadeFiles.encoded("png", MadeFiles.drawn(9, 9, BufferedImage.TYPE_BYTE_INDEXED)),
                MadeFiles.jpeg(),
                MadeFiles.progressiveJpeg(MadeFiles.drawn(24, 24, BufferedImage.TYPE_3BYTE_BGR)),
                MadeFiles.withSegment(MadeFiles.jpeg(), MadeFiles.segment(0xE1, PictureRewriterTest.exif(6, true))),
                MadeFiles.pdf(200));
    }

    /** Bytes changed, cut out, put in: whatever comes of it is taken or refused, and never an exception. */
    @ParameterizedTest
    @MethodSource("soundFiles")
    void a_file_that_was_tampered_with_is_taken_or_refused(byte[] sound) {
        AttachmentGate gate = AttachmentGate.withoutScanner(AttachmentSettings.standard());
        for (int seed = 0; seed < 1_500; seed++) {
            byte[] tampered = tampered(sound, new Random(seed));

            Outcome outcome = gate.check(List.of(Upload.of("a", new ByteArrayInputStream(tampered))));

            if (outcome instanceof Outcome.Accepted accepted
                    && !ContentKind.of(tampered).isEmpty()) {
                CheckedFile file = accepted.files().get(0);
                assertThat(ContentKind.of(file.content())).as("seed %d", seed).contains(file.type());
            } else {
                assertThat(outcome)
                        .as("seed %d", seed)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.flaws()).hasSize(1));
            }
        }
    }

    private static byte[] tampered(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 ->
                    bytes = joined(
                            Arrays.copyOf(bytes, at),
                            Arrays.copyOfRange(bytes, Math.min(bytes.length, at + 3), bytes.length),
                            new byte[1]);
                default ->
                    bytes = joined(
                            Arrays.copyOf(bytes, at),
                            ascii("\u00ff\u00da\0"),
                            Arrays.copyOfRange(bytes, at, bytes.length));
            }
        }
        return bytes;
    }
}
