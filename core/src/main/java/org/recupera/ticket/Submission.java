package org.recupera.ticket;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.attachment.Upload;

/**
 * What came from the form for a support case, as it was typed.
 *
 * <p>Nothing is checked here: whatever a browser sends has its answer in {@link FilingOutcome}, and what it leaves out, a
 * {@code null}, counts as empty. Values are personal data, so the text form shows none.
 *
 * <p>Good for one {@link SupportCases#file}, which reads the uploads. Whoever sends the same form again, a person or a
 * program, does so in a new submission under the same id, with the files read anew.
 */
public final class Submission {

    private final String id;
    private final String formVersion;
    private final Map<String, String> values;
    private final List<Upload> uploads;
    private final @Nullable String reason;
    private final @Nullable Locale language;

    private Submission(Builder builder) {
        this.id = builder.id;
        this.formVersion = builder.formVersion;
        this.values = typed(builder.values);
        this.uploads = List.copyOf(builder.uploads);
        this.reason = builder.reason;
        this.language = builder.language;
    }

    /**
     * Starts with what hidden fields carry.
     *
     * @param id {@link SupportCases#newSubmissionId()} of when the form was drawn; the same id files one case. An empty
     *     one, or one of more than 64 characters, is refused: a portal that gets one back draws a new one
     * @param formVersion {@link FormView#version()} of when the form was drawn
     * @return a builder
     */
    public static Builder of(@Nullable String id, @Nullable String formVersion) {
        return new Builder(Objects.requireNonNullElse(id, ""), Objects.requireNonNullElse(formVersion, ""));
    }

    String id() {
        return id;
    }

    String formVersion() {
        return formVersion;
    }

    Map<String, String> values() {
        return values;
    }

    List<Upload> uploads() {
        return uploads;
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    Optional<Locale> language() {
        return Optional.ofNullable(language);
    }

    private static Map<String, String> typed(Map<String, ? extends @Nullable String> values) {
        Map<String, String> typed = new HashMap<>();
        values.forEach((name, value) -> {
            if (name != null && value != null) {
                typed.put(name, value);
            }
        });
        return Map.copyOf(typed);
    }

    @Override
    public String toString() {
        return "Submission[" + values.keySet() + ", " + uploads.size() + " uploads]";
    }

    /** Builds a {@link Submission}. Not safe for use by several threads. */
    public static final class Builder {

        private final String id;
        private final String formVersion;
        private Map<String, ? extends @Nullable String> values = Map.of();
        private List<Upload> uploads = List.of();
        private @Nullable String reason;
        private @Nullable Locale language;

        private Builder(String id, String formVersion) {
            this.id = id;
            this.formVersion = formVersion;
        }

        /**
         * Sets what was typed and chosen; nothing unless set.
         *
         * @param values by the names of the form's fields; others are passed over
         * @return this
         */
        public Builder values(Map<String, ? extends @Nullable String> values) {
            this.values = values;
            return this;
        }

        /**
         * Sets what was attached; nothing unless set.
         *
         * @param uploads in the order of the form; each is read once and closed, whatever the outcome
         * @return this
         */
        public Builder uploads(List<Upload> uploads) {
            this.uploads = uploads;
            return this;
        }

        /**
         * Sets why recovery failed before.
         *
         * @param reason {@link org.recupera.port.TicketDraft#reason()}, even if a browser carried it; {@code null} and
         *     what recovery never ends with are left out
         * @return this
         */
        public Builder reason(@Nullable String reason) {
            this.reason = reason;
            return this;
        }

        /**
         * Sets the person's language.
         *
         * @param language the language; {@code null} is the portal's own
         * @return this
         */
        public Builder language(@Nullable Locale language) {
            this.language = language;
            return this;
        }

        /**
         * Builds it.
         *
         * @return the submission
         */
        public Submission build() {
            return new Submission(this);
        }
    }
}
