package org.recupera.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recupera.port.AttachmentScanner;
import org.recupera.port.AttachmentScanner.Verdict;
import org.recupera.port.AttachmentType;
import org.recupera.profile.AttachmentSettings;

/** The files of one case on their way through the gate. */
final class AttachmentCheck {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int MILLION = 1_000_000;

    private final AttachmentSettings limits;
    private final Optional<AttachmentScanner> scanner;
    private final PictureRewriter rewriter;
    private final List<CheckedFile> files = new ArrayList<>();
    private final List<AttachmentFlaw> flaws = new ArrayList<>();
    private final List<ScanFinding> findings = new ArrayList<>();

    private int counted;
    private int bytesTaken;
    private int bytesKept;
    private boolean ended;
    private boolean scannerLost;

    AttachmentCheck(AttachmentSettings limits, Optional<AttachmentScanner> scanner, PictureRewriter rewriter) {
        this.limits = limits;
        this.scanner = scanner;
        this.rewriter = rewriter;
    }

    /** What is known of a file before its content. */
    private record Label(int position, ShownName name) {}

    private sealed interface Judged {

        record Taken(CheckedFile file) implements Judged {}

        record Flawed(String code, Map<String, String> parameters) implements Judged {}
    }

    AttachmentGate.Outcome of(List<Upload> uploads) {
        for (int i = 0; i < uploads.size() && !ended; i++) {
            Upload upload = uploads.get(i);
            take(upload, new Label(i + 1, ShownName.of(upload.fileName(), i + 1)));
        }
        return flaws.isEmpty()
                ? new AttachmentGate.Outcome.Accepted(files)
                : new AttachmentGate.Outcome.Refused(flaws, findings);
    }

    private void take(Upload upload, Label label) {
        boolean nameless = upload.fileName().isEmpty();
        boolean surplus = counted == limits.maxFiles();
        if (surplus && !nameless) {
            end(label, tooMany());
            return;
        }
        byte[] content;
        try {
            content = upload.read(surplus ? 1 : limits.maxBytes() + 1);
        } catch (IOException interrupted) {
            counted++;
            refuse(label, flawed(AttachmentFlaw.INTERRUPTED));
            return;
        }
        if (nameless && content.length == 0) {
            return;
        }
        counted++;
        if (surplus) {
            end(label, tooMany());
        } else if (content.length > limits.maxBytes()) {
            // It has to go anyway, so it leaves the others their room.
            refuse(label, flawed(AttachmentFlaw.TOO_LARGE, "limit", size(limits.maxBytes())));
        } else if (content.length > limits.maxBytesInAll() - bytesTaken) {
            end(label, tooLargeInAll());
        } else {
            bytesTaken += content.length;
            settle(label, judge(label, content));
        }
    }

    private void settle(Label label, Judged judged) {
        if (judged instanceof Judged.Flawed flaw) {
            refuse(label, flaw);
        } else if (judged instanceof Judged.Taken taken) {
            bytesKept += taken.file().size();
            files.add(taken.file());
            if (bytesKept > limits.maxBytesInAll()) {
                end(label, tooLargeInAll());
            }
        }
    }

    private void refuse(Label label, Judged.Flawed flaw) {
        Map<String, String> parameters = new HashMap<>(flaw.parameters());
        parameters.put("file", label.name().value());
        flaws.add(new AttachmentFlaw(label.position(), label.name().value(), flaw.code(), parameters));
    }

    /** Refuses a file and looks at no other. */
    private void end(Label label, Judged.Flawed flaw) {
        refuse(label, flaw);
        ended = true;
    }

    private Judged judge(Label label, byte[] content) {
        if (content.length == 0) {
            return flawed(AttachmentFlaw.EMPTY);
        }
        Optional<AttachmentType> type = ContentKind.of(content).filter(limits.types()::contains);
        if (type.isEmpty()) {
            return flawed(AttachmentFlaw.WRONG_TYPE, "types", types());
        }
        Optional<String> foreign = label.name().extension().filter(extension -> !ContentKind.isExtension(extension));
        if (foreign.isPresent()) {
            return new Judged.Flawed(
                    AttachmentFlaw.WRONG_EXTENSION, Map.of("extension", foreign.get(), "types", types()));
        }
        return switch (type.get()) {
            case PDF -> document(label, content);
            case PNG -> picture(label, content, PngFile.read(content));
            case JPEG -> picture(label, content, JpegFile.read(content));
        };
    }

    private Judged document(Label label, byte[] content) {
        return switch (PdfFile.form(content)) {
            case DAMAGED -> flawed(AttachmentFlaw.DAMAGED);
            case EXTRA_CONTENT -> flawed(AttachmentFlaw.EXTRA_CONTENT);
            case SOUND ->
                scanned(label, content)
                        .<Judged>map(flaw -> flaw)
                        .orElseGet(() -> taken(label, AttachmentType.PDF, content, content));
        };
    }

    private Judged picture(Label label, byte[] content, Optional<Picture> read) {
        if (read.isEmpty()) {
            return flawed(AttachmentFlaw.DAMAGED);
        }
        Picture picture = read.get();
        if (picture.pixels() > limits.maxPixels()) {
            return flawed(AttachmentFlaw.TOO_MANY_PIXELS, "limit", String.valueOf(limits.maxPixels() / MILLION));
        }
        if (picture.followed() && !limits.reencode()) {
            return flawed(AttachmentFlaw.EXTRA_CONTENT);
        }
        return scanned(label, content)
                .<Judged>map(flaw -> flaw)
                .orElseGet(() -> limits.reencode()
                        ? rewritten(label, picture, content)
                        : taken(label, picture.type(), content, content));
    }

    private Judged rewritten(Label label, Picture picture, byte[] uploaded) {
        PictureRewriter.Result result = rewriter.rewrite(picture);
        if (result instanceof PictureRewriter.Result.Written written) {
            return taken(label, picture.type(), written.content(), uploaded);
        }
        return result instanceof PictureRewriter.Result.Grown
                ? flawed(AttachmentFlaw.GROWN, "limit", size(limits.maxBytes()))
                : flawed(AttachmentFlaw.DAMAGED);
    }

    /** What the scanner makes of a file, if it is nothing good. */
    private Optional<Judged.Flawed> scanned(Label label, byte[] content) {
        if (scanner.isEmpty()) {
            return Optional.empty();
        }
        if (scannerLost) {
            return Optional.of(flawed(AttachmentFlaw.NOT_SCANNED));
        }
        Verdict verdict = verdict(scanner.get(), content);
        if (verdict instanceof Verdict.Clean) {
            return Optional.empty();
        }
        findings.add(new ScanFinding(label.position(), CheckedFile.digest(content), verdict));
        scannerLost = verdict instanceof Verdict.Undecided;
        return Optional.of(flawed(scannerLost ? AttachmentFlaw.NOT_SCANNED : AttachmentFlaw.INFECTED));
    }

    private static Verdict verdict(AttachmentScanner scanner, byte[] content) {
        try {
            return Objects.requireNonNull(scanner.scan(new ByteArrayInputStream(content), content.length));
        } catch (RuntimeException broken) {
            return new Verdict.Undecided(
                    "the scanner threw " + broken.getClass().getName(), broken);
        }
    }

    private static Judged taken(Label label, AttachmentType type, byte[] content, byte[] uploaded) {
        return new Judged.Taken(CheckedFile.of(label.name(), type, content, uploaded));
    }

    private Judged.Flawed tooMany() {
        return flawed(AttachmentFlaw.TOO_MANY, "maximum", String.valueOf(limits.maxFiles()));
    }

    private Judged.Flawed tooLargeInAll() {
        return flawed(AttachmentFlaw.TOO_LARGE_IN_ALL, "limit", size(limits.maxBytesInAll()));
    }

    private static Judged.Flawed flawed(String code) {
        return new Judged.Flawed(code, Map.of());
    }

    private static Judged.Flawed flawed(String code, String parameter, String value) {
        return new Judged.Flawed(code, Map.of(parameter, value));
    }

    private String types() {
        return limits.types().stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static String size(int bytes) {
        return bytes % MIB == 0 ? bytes / MIB + " MB" : bytes / KIB + " KB";
    }
}
