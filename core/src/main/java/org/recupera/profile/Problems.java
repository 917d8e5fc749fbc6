package org.recupera.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recupera.profile.ProfileException.Problem;

/** What was found wrong with a profile so far. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(JsonPath path, String what) {
        found.add(new Problem(path.text(), what));
    }

    void addInFile(String file, String what) {
        found.add(new Problem(file, what));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ProfileException(found, null);
        }
    }

    static ProfileException only(JsonPath path, String what) {
        return new ProfileException(List.of(new Problem(path.text(), what)), null);
    }

    static ProfileException inFile(String file, String what, @Nullable Throwable cause) {
        return new ProfileException(List.of(new Problem(file, what)), cause);
    }
}
