package org.recupera.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a profile and the files beside it lie. */
@FunctionalInterface
interface Folder {

    /** The largest file that is read, in bytes. */
    int MAX_BYTES = 256 * 1024;

    /** Opens a file; {@code null} when there is none of that name. */
    @Nullable
    InputStream open(String file) throws IOException;

    static Folder of(Path directory) {
        return file -> {
            try {
                return Files.newInputStream(directory.resolve(file));
            } catch (NoSuchFileException e) {
                return null;
            }
        };
    }

    static Folder of(Class<?> anchor, String folder) {
        return file -> anchor.getResourceAsStream(folder + file);
    }

    /** The text of a file, or nothing when there is none of that name. */
    default Optional<String> read(String file) {
        try (InputStream in = open(file)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw Problems.inFile(file, "larger than " + MAX_BYTES + " bytes", null);
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw Problems.inFile(file, "not in UTF-8", null);
        } catch (IOException e) {
            throw Problems.inFile(file, "cannot be read", e);
        }
    }

    /** This folder, and another one for what it lacks. */
    default Folder over(Folder other) {
        return file -> {
            InputStream own = open(file);
            return own == null ? other.open(file) : own;
        };
    }
}
