package org.recupera.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recupera.attachment.MadeFiles.ascii;
import static org.recupera.attachment.MadeFiles.joined;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recupera.attachment.AttachmentGate.Outcome;
import org.recupera.port.AttachmentType;
import org.recupera.profile.AttachmentSettings;

/** Whatever is uploaded: a file that passes again as it is, or flaws that are told. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AttachmentGateFuzzTest {

    private static final int LARGEST = 64 << 10;
    private static final AttachmentGate WRITING = gate(true);
    private static final AttachmentGate KEEPING = gate(false);

    static Stream<Arguments> uploads() {
        byte[] png = MadeFiles.encoded("png", MadeFiles.drawn(4, 3, BufferedImage.TYPE_INT_ARGB));
        byte[] jpeg = MadeFiles.encoded("jpg", MadeFiles.drawn(8, 8, BufferedImage.TYPE_3BYTE_BGR));
        byte[] pdf = MadeFiles.pdf(20);
        return Stream.of(
                Arguments.of("foto.png", png, true),
                Arguments.of("C:\\fakepath\\foto.JPG", jpeg, false),
                Arguments.of("../../etc/passwd", pdf, false),
                Arguments.of("foto.jpg.html", joined(png, ascii("<script>")), false),
                Arguments.of("\uFF0E\uFF0E\uFF0Fcon.pdf", joined(pdf, MadeFiles.zip("A.class")), false),
                Arguments.of(".gif", MadeFiles.gifAndHtml(), false),
                Arguments.of("x", MadeFiles.png(MadeFiles.header(1 << 20, 1 << 20, 8, 2)), true),
                Arguments.of("\u202Egnp.exe\u0000\u2028", new byte[0], true));
    }

    /**
     * Uploads a file.
     *
     * @param mended whether the checksums of a PNG are set right, which no generator hits by chance
     */
    @MethodSource("uploads")
    @FuzzTest
    void what_passes_passes_again_and_what_does_not_is_told_in_bounded_words(
            @NotNull String name, byte @NotNull [] content, boolean mended) {
        byte[] bytes = mended ? withChecksums(content) : content;

        Outcome kept = KEEPING.check(List.of(upload(name, bytes)));
        Outcome written = WRITING.check(List.of(upload(name, bytes)));

        for (Outcome outcome : List.of(kept, written)) {
            if (outcome instanceof Outcome.Accepted accepted) {
                accepted.files().forEach(AttachmentGateFuzzTest::assertSound);
            } else if (outcome instanceof Outcome.Refused refused) {
                assertThat(refused.flaws()).singleElement().satisfies(AttachmentGateFuzzTest::assertTold);
            }
        }
        if (kept instanceof Outcome.Accepted accepted) {
            assertThat(accepted.files())
                    .allSatisfy(file -> assertThat(file.content()).isEqualTo(bytes));
        }
    }

    private static void assertSound(CheckedFile file) {
        assertFitToBeShown(file.shownName());
        byte[] content = file.content();
        assertThat(content).hasSizeBetween(1, LARGEST);
        assertThat(file.sha256()).isEqualTo(CheckedFile.digest(content));
        assertThat(KEEPING.check(List.of(upload(file.shownName(), content))))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        again -> assertThat(again.files()).singleElement().satisfies(same -> {
                            assertThat(same.type()).isEqualTo(file.type());
                            assertThat(same.shownName()).isEqualTo(file.shownName());
                            assertThat(same.sha256()).isEqualTo(file.sha256());
                        }));
    }

    private static void assertTold(AttachmentFlaw flaw) {
        assertFitToBeShown(flaw.shownName());
        assertThat(flaw.position()).isOne();
        assertThat(flaw.code()).matches("attachment\\.[a-z-]+");
        assertThat(flaw.parameters()).containsEntry("file", flaw.shownName());
        assertThat(flaw.parameters().values()).allMatch(value -> value.length() <= 2 * ShownName.LONGEST);
        assertThat(flaw).asString().isEqualTo("AttachmentFlaw[1 " + flaw.code() + ']');
    }

    private static void assertFitToBeShown(String shown) {
        assertThat(shown)
                .matches("[\\p{L}\\p{M}\\p{N} ._()+,#-]+")
                .doesNotStartWith(".")
                .isEqualTo(shown.strip());
        assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(ShownName.LONGEST);
        assertThat(ShownName.of(shown, 2).value()).isEqualTo(shown);
    }

    /** Sets right the checksum of every chunk that is there in full. */
    private static byte[] withChecksums(byte[] content) {
        byte[] mended = content.clone();
        ByteBuffer chunks = ByteBuffer.wrap(mended);
        int at = PngFile.SIGNATURE.length;
        while (at <= mended.length - 12 && chunks.getInt(at) >= 0 && chunks.getInt(at) <= mended.length - at - 12) {
            int length = chunks.getInt(at);
            CRC32 checksum = new CRC32();
            checksum.update(mended, at + 4, 4 + length);
            chunks.putInt(at + 8 + length, (int) checksum.getValue());
            at += 12 + length;
        }
        return mended;
    }

    private static Upload upload(String name, byte[] content) {
        return Upload.of(name, new ByteArrayInputStream(content));
    }

    private static AttachmentGate gate(boolean reencode) {
        return AttachmentGate.withoutScanner(
                new AttachmentSettings(List.of(AttachmentType.values()), 2, LARGEST, 2 * LARGEST, 1_000_000, reencode));
    }
}
