package org.recupera.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.attachment.AttachmentGateTest.accepted;
import static org.recupera.attachment.AttachmentGateTest.onlyFlaw;
import static org.recupera.attachment.AttachmentGateTest.upload;
import static org.recupera.attachment.MadeFiles.ascii;
import static org.recupera.attachment.MadeFiles.chunk;
import static org.recupera.attachment.MadeFiles.header;
import static org.recupera.attachment.MadeFiles.joined;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.profile.AttachmentSettings;

/** Pictures that are written anew show the same, and hold nothing else. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PictureRewriterTest {

    private final AttachmentGate gate = AttachmentGate.withoutScanner(AttachmentSettings.standard());

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void a_png_shows_the_same_in_every_pixel(int type) {
        BufferedImage image = MadeFiles.drawn(33, 17, type);

        assertShowsTheSame(MadeFiles.decoded(rewritten(MadeFiles.encoded("png", image))), image);
    }

    @Test
    void a_png_keeps_what_is_transparent() {
        BufferedImage image = MadeFiles.drawn(20, 10, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(3, 4, 0x00000000);
        image.setRGB(5, 6, 0x80FF0000);
        assertShowsTheSame(MadeFiles.decoded(rewritten(MadeFiles.encoded("png", image))), image);

        byte[] palette = ascii("\u00ff\0\0\0\u00ff\0");
        byte[] drawing = MadeFiles.png(
                header(2, 1, 8, 3),
                chunk("PLTE", palette),
                chunk("tRNS", new byte[1]),
                chunk("IDAT", MadeFiles.deflated(new byte[] {0, 0, 1})));
        BufferedImage shown = MadeFiles.decoded(rewritten(drawing));
        assertThat(shown.getRGB(0, 0) >>> 24).isZero();
        assertThat(shown.getRGB(1, 0)).isEqualTo(0xFF00FF00);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY})
    void a_jpeg_shows_nearly_the_same(int type) {
        BufferedImage image = MadeFiles.drawn(64, 48, type);

        assertShowsNearlyTheSame(MadeFiles.decoded(rewritten(MadeFiles.encoded("jpg", image))), image);
        assertShowsNearlyTheSame(MadeFiles.decoded(rewritten(MadeFiles.progressiveJpeg(image))), image);
    }

    /** Where the corner comes to lie that is at the top left of what the camera wrote, and how large the picture is. */
    @ParameterizedTest
    @CsvSource({
        "1, left, top, 64, 32",
        "2, right, top, 64, 32",
        "3, right, bottom, 64, 32",
        "4, left, bottom, 64, 32",
        "5, left, top, 32, 64",
        "6, right, top, 32, 64",
        "7, right, bottom, 32, 64",
        "8, left, bottom, 32, 64",
    })
    void a_photograph_is_turned_as_the_camera_was_held(
            int orientation, String side, String edge, int width, int height) {
        for (boolean littleEndian : new boolean[] {true, false}) {
            byte[] photograph = MadeFiles.withSegment(
                    MadeFiles.encoded("jpg", corners()), MadeFiles.segment(0xE1, exif(orientation, littleEndian)));

            byte[] upright = rewritten(photograph);

            BufferedImage shown = MadeFiles.decoded(upright);
            assertThat(shown.getWidth()).isEqualTo(width);
            assertThat(shown.getHeight()).isEqualTo(height);
            int x = side.equals("left") ? 4 : width - 5;
            int y = edge.equals("top") ? 4 : height - 5;
            assertThat(nameOf(shown.getRGB(x, y))).isEqualTo("red");
            // The corner that lay to its right: beside it, or below or above it when the picture lies on its side.
            boolean lies = orientation >= 5;
            assertThat(nameOf(shown.getRGB(lies ? x : width - 1 - x, lies ? height - 1 - y : y)))
                    .isEqualTo("green");
            assertThat(MadeFiles.contains(upright, ascii("Exif"))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65_535})
    void an_orientation_that_there_is_not_turns_nothing(int orientation) {
        byte[] photograph = MadeFiles.withSegment(
                MadeFiles.encoded("jpg", corners()), MadeFiles.segment(0xE1, exif(orientation, true)));

        assertThat(MadeFiles.decoded(rewritten(photograph)).getWidth()).isEqualTo(64);
    }

    @Test
    void damaged_metadata_turns_nothing() {
        byte[] sound = exif(6, true); // Its last four bytes say that there is no other directory.
        for (int length = 0; length < sound.length - 4; length++) {
            byte[] photograph = MadeFiles.withSegment(
                    MadeFiles.encoded("jpg", corners()), MadeFiles.segment(0xE1, Arrays.copyOf(sound, length)));

            assertThat(MadeFiles.decoded(rewritten(photograph)).getWidth())
                    .as("%d bytes", length)
                    .isEqualTo(64);
        }
    }

    @Test
    void nothing_is_left_of_what_a_picture_held_beside_its_pixels() {
        byte[] png = MadeFiles.png(
                header(2, 1, 8, 0),
                chunk("tEXt", ascii("Comment\0<script>secret</script>")),
                chunk("eXIf", ascii("secret")),
                chunk("IDAT", MadeFiles.deflated(new byte[] {0, 0, 1})),
                chunk("tIME", ascii("secret")));
        byte[] jpeg = MadeFiles.jpeg();
        for (int marker : new int[] {0xE1, 0xE2, 0xED, 0xFE}) {
            jpeg = MadeFiles.withSegment(jpeg, MadeFiles.segment(marker, ascii("secret")));
        }

        assertThat(MadeFiles.contains(rewritten(joined(png, ascii("secret"))), ascii("secret")))
                .isFalse();
        assertThat(MadeFiles.contains(rewritten(joined(jpeg, ascii("secret"))), ascii("secret")))
                .isFalse();
    }

    @Test
    void pixels_that_cannot_be_decoded_are_a_flaw() {
        byte[] noPixels = MadeFiles.png(header(2, 2, 8, 0), chunk("IDAT", ascii("not deflated")));
        byte[] tooFew = MadeFiles.png(header(200, 200, 8, 2), chunk("IDAT", MadeFiles.zeros(100)));
        byte[] noPalette = MadeFiles.png(header(2, 1, 8, 3), chunk("IDAT", MadeFiles.zeros(3)));
        byte[] oddDepth = MadeFiles.png(header(2, 1, 5, 0), chunk("IDAT", MadeFiles.zeros(3)));

        for (byte[] content : List.of(noPixels, tooFew, noPalette, oddDepth, fourChannels())) {
            assertThat(onlyFlaw(gate.check(List.of(upload("a", content)))).code())
                    .isEqualTo(AttachmentFlaw.DAMAGED);
        }
    }

    /** What an Exif segment holds that says nothing but how the camera was held. */
    static byte[] exif(int orientation, boolean littleEndian) {
        ByteBuffer tiff = ByteBuffer.allocate(26)
                .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .put(ascii(littleEndian ? "II" : "MM"))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        return joined(ascii("Exif\0\0"), tiff.array());
    }

    /** Red at the top left, green at the top right, blue below. */
    private static BufferedImage corners() {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 64; x++) {
                image.setRGB(x, y, y >= 16 ? 0x0000FF : x < 32 ? 0xFF0000 : 0x00FF00);
            }
        }
        return image;
    }

    private static String nameOf(int rgb) {
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        return red > 150 && green < 100 && blue < 100
                ? "red"
                : green > 150 && red < 100 && blue < 100 ? "green" : blue > 150 ? "blue" : "none";
    }

    /** A JPEG for print: the frame and the scan of a black one, with a fourth channel. */
    private static byte[] fourChannels() {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
        byte[] jpeg = MadeFiles.encoded("jpg", image);
        StringBuilder text = new StringBuilder(new String(jpeg, StandardCharsets.ISO_8859_1));
        int frame = text.indexOf("\u00ff\u00c0");
        text.replace(
                frame,
                frame + 19,
                "\u00ff\u00c0\0\u0014\u0008\0\u0010\0\u0010\u0004"
                        + "\u0001\u0011\0\u0002\u0011\0\u0003\u0011\0\u0004\u0011\0");
        int scan = text.indexOf("\u00ff\u00da");
        text.replace(scan, scan + 14, "\u00ff\u00da\0\u000e\u0004\u0001\0\u0002\0\u0003\0\u0004\0\0?\0");
        return ascii(text.toString());
    }

    private byte[] rewritten(byte[] picture) {
        return accepted(gate.check(List.of(upload("a", picture)))).get(0).content();
    }

    private static void assertShowsTheSame(BufferedImage shown, BufferedImage wanted) {
        assertThat(shown.getWidth()).isEqualTo(wanted.getWidth());
        assertThat(shown.getHeight()).isEqualTo(wanted.getHeight());
        for (int y = 0; y < wanted.getHeight(); y++) {
            for (int x = 0; x < wanted.getWidth(); x++) {
                assertThat(shown.getRGB(x, y)).isEqualTo(wanted.getRGB(x, y));
            }
        }
    }

    private static void assertShowsNearlyTheSame(BufferedImage shown, BufferedImage wanted) {
        assertThat(shown.getWidth()).isEqualTo(wanted.getWidth());
        assertThat(shown.getHeight()).isEqualTo(wanted.getHeight());
        for (int y = 0; y < wanted.getHeight(); y++) {
            for (int x = 0; x < wanted.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (shown.getRGB(x, y) >> shift & 255) - (wanted.getRGB(x, y) >> shift & 255);
                    assertThat(Math.abs(difference)).isLessThan(24);
                }
            }
        }
    }
}
