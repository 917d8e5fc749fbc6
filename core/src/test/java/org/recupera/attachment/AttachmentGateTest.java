package org.recupera.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.recupera.attachment.MadeFiles.ascii;
import static org.recupera.attachment.MadeFiles.joined;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recupera.attachment.AttachmentGate.Outcome;
import org.recupera.port.AttachmentType;
import org.recupera.profile.AttachmentSettings;
import org.recupera.profile.Profile;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AttachmentGateTest {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final AttachmentSettings AS_THEY_ARE =
            new AttachmentSettings(List.of(AttachmentType.values()), 5, 3 * MIB, 7 * MIB, 40_000_000, false);

    private final AttachmentGate gate = AttachmentGate.withoutScanner(AttachmentSettings.standard());
    private final AttachmentGate keeping = AttachmentGate.withoutScanner(AS_THEY_ARE);

    @Test
    void sound_files_of_each_type_are_taken_in_their_order() throws Exception {
        byte[] pdf = MadeFiles.pdf();
        List<CheckedFile> files = accepted(gate.check(
                List.of(upload("b.pdf", pdf), upload("a.png", MadeFiles.png()), upload("c.JPG", MadeFiles.jpeg()))));

        assertThat(files)
                .extracting(CheckedFile::shownName, CheckedFile::type)
                .containsExactly(
                        tuple("b.pdf", AttachmentType.PDF),
                        tuple("a.png", AttachmentType.PNG),
                        tuple("c.JPG", AttachmentType.JPEG));
        CheckedFile document = files.get(0);
        assertThat(document.content()).isEqualTo(pdf);
        assertThat(document.size()).isEqualTo(pdf.length);
        assertThat(document.open().readAllBytes()).isEqualTo(pdf);
        assertThat(document.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)));
        document.content()[0] = 0;
        assertThat(document.content()).isEqualTo(pdf);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"foto", "foto.pdf", "foto.jpeg", "Foto del 3.12", "a.html.png", "foto.png.", "foto.png ", ".png"
            })
    void the_content_decides_the_type_whatever_the_file_is_called(String name) {
        assertThat(accepted(gate.check(List.of(upload(name, MadeFiles.png())))))
                .extracting(CheckedFile::type)
                .containsExactly(AttachmentType.PNG);
    }

    @Test
    void what_was_uploaded_is_known_however_it_is_written_anew() throws NoSuchAlgorithmException {
        byte[] uploaded = joined(MadeFiles.png(), ascii("<script>"));
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(uploaded));

        CheckedFile file =
                accepted(gate.check(List.of(upload("foto.png", uploaded)))).get(0);

        assertThat(file.uploadedSha256()).isEqualTo(digest).isNotEqualTo(file.sha256());
    }

    @ParameterizedTest
    @CsvSource({
        "foto.jpg.html, html",
        "foto.svg, svg",
        "evil.EXE, exe",
        "foto.html., html",
        "'foto.html . ', html",
        "foto\u202Egnp.exe, exe",
        "foto.h\u200Btml, html",
        "foto．ｐｈｐ, php",
        "foto.jsp\0, jsp",
        "foto.p\u043Dg, p\u043Dg",
        "foto.php5, php5",
    })
    void a_name_that_ends_like_another_kind_of_file_is_refused(String name, String extension) {
        AttachmentFlaw flaw = onlyFlaw(gate.check(List.of(upload(name, MadeFiles.png()))));

        assertThat(flaw.code()).isEqualTo(AttachmentFlaw.WRONG_EXTENSION);
        assertThat(flaw.parameters()).containsEntry("extension", extension).containsEntry("types", "PNG, JPEG, PDF");
    }

    static Stream<Arguments> disguises() {
        byte[] pdf = MadeFiles.pdf();
        byte[] zip = MadeFiles.zip("evil.class");
        byte[] zipWithPdfsEnd = zipWithComment(zip, ascii("\n%%EOF\n"));
        return Stream.of(
                Arguments.of("x.gif", MadeFiles.gifAndHtml(), AttachmentFlaw.WRONG_TYPE),
                Arguments.of("foto.png", ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"), AttachmentFlaw.WRONG_TYPE),
                Arguments.of("foto.png", ascii("<?xml version='1.0'?><svg/>"), AttachmentFlaw.WRONG_TYPE),
                Arguments.of("evil.exe", ascii("MZ\u0090\0"), AttachmentFlaw.WRONG_TYPE),
                Arguments.of("foto.png", zip, AttachmentFlaw.WRONG_TYPE),
                Arguments.of("foto.jpg", MadeFiles.eicar(), AttachmentFlaw.WRONG_TYPE),
                Arguments.of("a.pdf", joined(zip, pdf), AttachmentFlaw.WRONG_TYPE),
                Arguments.of("a.pdf", joined(ascii("\n"), pdf), AttachmentFlaw.WRONG_TYPE),
                Arguments.of("a.pdf", ascii("%pdf-1.7\n%%EOF"), AttachmentFlaw.WRONG_TYPE),
                Arguments.of("a.pdf", joined(pdf, zip), AttachmentFlaw.EXTRA_CONTENT),
                Arguments.of("a.pdf", joined(pdf, ascii("<script>alert(1)</script>")), AttachmentFlaw.EXTRA_CONTENT),
                Arguments.of("a.pdf", joined(pdf, zipWithPdfsEnd), AttachmentFlaw.EXTRA_CONTENT),
                Arguments.of("a.pdf", joined(ascii("%PDF-1.7\n"), zipWithPdfsEnd), AttachmentFlaw.EXTRA_CONTENT),
                Arguments.of("a.pdf", Arrays.copyOf(pdf, pdf.length - 7), AttachmentFlaw.DAMAGED),
                Arguments.of("a.png", ascii("\u0089PNG\r\n\u001a\n<script>"), AttachmentFlaw.DAMAGED),
                Arguments.of("a.jpg", ascii("\u00ff\u00d8\u00ff<?php evil(); ?>"), AttachmentFlaw.DAMAGED),
                Arguments.of("a.png", new byte[0], AttachmentFlaw.EMPTY));
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void what_is_something_else_as_well_is_refused(String name, byte[] content, String code) {
        assertThat(onlyFlaw(gate.check(List.of(upload(name, content)))).code()).isEqualTo(code);
        assertThat(onlyFlaw(keeping.check(List.of(upload(name, content)))).code())
                .isEqualTo(code);
    }

    @Test
    void white_space_may_follow_a_document() {
        byte[] content = joined(MadeFiles.pdf(), ascii("\r\n \t\f\0"));
        assertThat(accepted(gate.check(List.of(upload("a.pdf", content))))
                        .get(0)
                        .content())
                .isEqualTo(content);
    }

    @Test
    void what_follows_a_picture_is_dropped_or_else_refused() {
        byte[] hidden = MadeFiles.zip("evil.class");
        for (byte[] picture : List.of(MadeFiles.png(), MadeFiles.jpeg())) {
            byte[] both = joined(picture, hidden);

            byte[] kept =
                    accepted(gate.check(List.of(upload("a", both)))).get(0).content();
            assertThat(MadeFiles.contains(kept, ascii("PK"))).isFalse();
            assertThat(MadeFiles.decoded(kept).getWidth())
                    .isEqualTo(MadeFiles.decoded(picture).getWidth());
            assertThat(onlyFlaw(keeping.check(List.of(upload("a", both)))).code())
                    .isEqualTo(AttachmentFlaw.EXTRA_CONTENT);
            assertThat(accepted(keeping.check(List.of(upload("a", picture))))
                            .get(0)
                            .content())
                    .isEqualTo(picture);
        }
    }

    @Test
    void too_many_pixels_are_refused_before_anything_is_decoded() {
        byte[] bomb = MadeFiles.blackPng(30_000, 30_000);
        assertThat(bomb.length).isBetween(100_000, 120_000);

        AttachmentFlaw flaw = onlyFlaw(gate.check(List.of(upload("plano.png", bomb))));

        assertThat(flaw.code()).isEqualTo(AttachmentFlaw.TOO_MANY_PIXELS);
        assertThat(flaw.parameters()).containsEntry("limit", "40").containsEntry("file", "plano.png");
        // Its pixels are never looked at: without any, the answer is the same.
        byte[] hollow = MadeFiles.png(MadeFiles.header(30_000, 30_000, 1, 0), MadeFiles.chunk("IDAT", new byte[0]));
        assertThat(onlyFlaw(gate.check(List.of(upload("plano.png", hollow))))).isEqualTo(flaw);
        assertThat(onlyFlaw(keeping.check(List.of(upload("plano.png", bomb)))).code())
                .isEqualTo(AttachmentFlaw.TOO_MANY_PIXELS);
    }

    @Test
    void the_pixels_of_a_jpeg_are_counted_too() {
        byte[] jpeg = MadeFiles.jpeg();
        int frame = indexOf(jpeg, (byte) 0xFF, (byte) 0xC0);
        jpeg[frame + 5] = (byte) 0x7F; // height
        jpeg[frame + 7] = (byte) 0x7F; // width

        assertThat(onlyFlaw(gate.check(List.of(upload("a.jpg", jpeg)))).code())
                .isEqualTo(AttachmentFlaw.TOO_MANY_PIXELS);
    }

    @Test
    void the_limit_of_pixels_is_the_last_that_is_taken() {
        AttachmentSettings million = new AttachmentSettings(List.of(AttachmentType.PNG), 1, MIB, MIB, 1_000_000, true);
        AttachmentGate small = AttachmentGate.withoutScanner(million);

        assertThat(accepted(small.check(List.of(upload("a", MadeFiles.blackPng(1_000, 1_000))))))
                .hasSize(1);
        assertThat(onlyFlaw(small.check(List.of(upload("a", MadeFiles.blackPng(1_000, 1_001)))))
                        .code())
                .isEqualTo(AttachmentFlaw.TOO_MANY_PIXELS);
    }

    @Test
    void a_type_that_the_portal_does_not_take_is_refused() {
        AttachmentGate documents = AttachmentGate.withoutScanner(
                new AttachmentSettings(List.of(AttachmentType.PDF), 5, 3 * MIB, 7 * MIB, 40_000_000, true));

        AttachmentFlaw flaw = onlyFlaw(documents.check(List.of(upload("a.png", MadeFiles.png()))));
        assertThat(flaw.code()).isEqualTo(AttachmentFlaw.WRONG_TYPE);
        assertThat(flaw.parameters()).containsEntry("types", "PDF");
    }

    @Test
    void six_files_are_one_too_many() {
        List<Upload> six = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> upload(i + ".pdf", MadeFiles.pdf()))
                .toList();

        AttachmentFlaw flaw = onlyFlaw(gate.check(six));

        assertThat(flaw)
                .isEqualTo(new AttachmentFlaw(
                        6, "6.pdf", AttachmentFlaw.TOO_MANY, Map.of("file", "6.pdf", "maximum", "5")));
    }

    @Test
    void eight_megabytes_in_all_are_too_many() {
        List<Upload> eight = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> upload(i + ".pdf", MadeFiles.pdf(2 * MIB)))
                .toList();

        AttachmentFlaw flaw = onlyFlaw(gate.check(eight));

        assertThat(flaw.position()).isEqualTo(4);
        assertThat(flaw.code()).isEqualTo(AttachmentFlaw.TOO_LARGE_IN_ALL);
        assertThat(flaw.parameters()).containsEntry("limit", "7 MB");
    }

    @Test
    void sizes_are_taken_up_to_the_last_byte() {
        byte[] largest = ofSize(3 * MIB);
        assertThat(largest).hasSize(3 * MIB);
        assertThat(accepted(gate.check(List.of(upload("a", largest), upload("b", largest), upload("c", ofSize(MIB))))))
                .hasSize(3);

        assertThat(onlyFlaw(gate.check(
                                List.of(upload("a", largest), upload("b", largest), upload("c", ofSize(MIB + 1)))))
                        .code())
                .isEqualTo(AttachmentFlaw.TOO_LARGE_IN_ALL);
        AttachmentFlaw flaw = onlyFlaw(gate.check(List.of(upload("a", ofSize(3 * MIB + 1)))));
        assertThat(flaw.code()).isEqualTo(AttachmentFlaw.TOO_LARGE);
        assertThat(flaw.parameters()).containsEntry("limit", "3 MB");
    }

    @Test
    void every_flaw_of_every_file_is_told_at_once() {
        Outcome outcome = gate.check(List.of(
                upload("../../a.gif", MadeFiles.gifAndHtml()),
                upload("b.pdf", MadeFiles.pdf()),
                upload("CON", new byte[0]),
                upload(null, MadeFiles.blackPng(30_000, 30_000)),
                upload("d.exe", MadeFiles.png())));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.flaws())
                                .extracting(AttachmentFlaw::position, AttachmentFlaw::shownName, AttachmentFlaw::code)
                                .containsExactly(
                                        tuple(1, "a.gif", AttachmentFlaw.WRONG_TYPE),
                                        tuple(3, "_CON", AttachmentFlaw.EMPTY),
                                        tuple(4, "documento-4", AttachmentFlaw.TOO_MANY_PIXELS),
                                        tuple(5, "d.exe", AttachmentFlaw.WRONG_EXTENSION)));
    }

    @Test
    void an_empty_field_of_a_browser_is_no_file() {
        Upload none = upload("", new byte[0]);
        Upload nothing = upload(null, new byte[0]);
        List<Upload> five = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> upload(i + ".pdf", MadeFiles.pdf()))
                .toList();

        assertThat(accepted(gate.check(Stream.concat(Stream.of(none), Stream.concat(five.stream(), Stream.of(nothing)))
                        .toList())))
                .hasSize(5);
        assertThat(accepted(gate.check(List.of(upload("", new byte[0]))))).isEmpty();
        assertThat(accepted(gate.check(List.of()))).isEmpty();
    }

    @Test
    void a_nameless_file_beyond_the_last_is_one_too_many() {
        List<Upload> six = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> upload(i == 6 ? "" : i + ".pdf", MadeFiles.pdf()))
                .toList();

        assertThat(onlyFlaw(gate.check(six)).code()).isEqualTo(AttachmentFlaw.TOO_MANY);
    }

    @Test
    void a_photograph_that_grows_is_tried_at_lower_quality_and_then_refused() {
        byte[] grows = MadeFiles.jpeg(MadeFiles.noise(300, 300, BufferedImage.TYPE_3BYTE_BGR), 0.75f);
        byte[] doubles = MadeFiles.jpeg(MadeFiles.noise(600, 600, BufferedImage.TYPE_3BYTE_BGR), 0.1f);
        assertThat(grows.length).isBetween(50 * KIB, 64 * KIB);
        assertThat(doubles.length).isLessThan(45 * KIB);

        assertThat(accepted(narrow().check(List.of(upload("a", grows)))).get(0).size())
                .isBetween(40 * KIB, 64 * KIB);
        AttachmentFlaw flaw = onlyFlaw(narrow().check(List.of(upload("a", doubles))));
        assertThat(flaw.code()).isEqualTo(AttachmentFlaw.GROWN);
        assertThat(flaw.parameters()).containsEntry("limit", "64 KB");
    }

    /** Rows of the same noise, each too long for compression to see the one before: small only by a filter's doing. */
    @Test
    void a_drawing_that_grows_is_refused() {
        byte[] row = new byte[40_000];
        new Random(4).nextBytes(row);
        byte[] same = new byte[1 + row.length];
        same[0] = 2; // As the row above, which the platform's writer never tries with greys.
        byte[] rows =
                joined(new byte[1], row, joined(Collections.nCopies(24, same).toArray(byte[][]::new)));
        byte[] drawing = MadeFiles.png(
                MadeFiles.header(row.length, 25, 8, 0), MadeFiles.chunk("IDAT", MadeFiles.deflated(rows)));
        assertThat(drawing.length).isLessThan(64 * KIB);

        assertThat(onlyFlaw(narrow().check(List.of(upload("a.png", drawing)))).code())
                .isEqualTo(AttachmentFlaw.GROWN);
    }

    private static AttachmentGate narrow() {
        return AttachmentGate.withoutScanner(new AttachmentSettings(
                List.of(AttachmentType.PNG, AttachmentType.JPEG), 5, 64 * KIB, MIB, 1_000_000, true));
    }

    @Test
    void flaws_are_said_in_both_languages_and_name_file_and_limit() {
        Profile profile = Profile.named("secop-ii");
        AttachmentFlaw flaw = onlyFlaw(gate.check(List.of(upload("{limit} ${7*7}.pdf", ofSize(3 * MIB + 1)))));

        assertThat(profile.message(flaw.code(), flaw.parameters()).text())
                .isEqualTo("El archivo «_limit_ __7_7_.pdf» pesa demasiado: cada archivo puede pesar hasta 3 MB.");
        assertThat(profile.message(flaw.code(), flaw.parameters(), Locale.ENGLISH)
                        .text())
                .isEqualTo("The file \"_limit_ __7_7_.pdf\" is too large: each file may have up to 3 MB.");
    }

    @Test
    void no_text_form_names_a_file_or_shows_its_bytes() {
        Upload upload = upload("maria-lopez.pdf", MadeFiles.pdf());
        assertThat(upload.toString()).doesNotContain("maria");
        assertThat(gate.check(List.of(upload)).toString()).contains("PDF").doesNotContain("maria", "obj");
        assertThat(gate.check(List.of(upload("maria-lopez.exe", MadeFiles.pdf())))
                        .toString())
                .contains(AttachmentFlaw.WRONG_EXTENSION)
                .doesNotContain("maria");
    }

    @Test
    void memory_for_decoding_must_hold_the_largest_picture() {
        assertThatIllegalArgumentException().isThrownBy(() -> gate.withDecodingMemory(305, Duration.ZERO));
        assertThat(accepted(gate.withDecodingMemory(306, Duration.ZERO)
                        .check(List.of(upload("a", MadeFiles.blackPng(6_324, 6_324))))))
                .hasSize(1);
    }

    static Upload upload(String name, byte[] content) {
        return Upload.of(name, new ByteArrayInputStream(content));
    }

    static List<CheckedFile> accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).files();
    }

    static AttachmentFlaw onlyFlaw(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        List<AttachmentFlaw> flaws = ((Outcome.Refused) outcome).flaws();
        assertThat(flaws).hasSize(1);
        return flaws.get(0);
    }

    private static byte[] ofSize(int size) {
        int frame = MadeFiles.pdf(1_000_000).length - 1_000_000;
        return MadeFiles.pdf(size - frame);
    }

    private static byte[] zipWithComment(byte[] zip, byte[] comment) {
        byte[] commented = joined(zip, comment);
        commented[zip.length - 2] = (byte) comment.length;
        return commented;
    }

    private static int indexOf(byte[] content, byte first, byte second) {
        for (int at = 0; at + 1 < content.length; at++) {
            if (content[at] == first && content[at + 1] == second) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }
}
