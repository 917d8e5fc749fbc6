package org.recupera.profile;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A profile cannot be used.
 *
 * <p>Says everything that is wrong with it at once. Places are named by their JSON path. What stood there is never repeated: it could be a secret that was pasted
 * into the wrong line.
 */
public final class ProfileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * One thing that is wrong.
     *
     * @param path where, such as {@code $.link.life} or {@code $.messages.es["password.requested"]}; a mail template is
     *     named by its file
     * @param what what is wanted there
     */
    public record Problem(String path, String what) implements Serializable {

        @Override
        public String toString() {
            return path + ": " + what;
        }
    }

    private final Problem[] problems;

    ProfileException(List<Problem> problems, @Nullable Throwable cause) {
        super(
                problems.stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n  ", "the profile is refused\n  ", "")),
                cause);
        this.problems = problems.toArray(Problem[]::new);
    }

    /**
     * Everything that is wrong, in the order of the file.
     *
     * @return at least one problem
     */
    public List<Problem> problems() {
        return List.of(problems);
    }
}
