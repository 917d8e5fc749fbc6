package org.recupera.port;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A support case, as it was filed and as it stands.
 *
 * <p>Holds what a person typed, so the text form shows number and state alone. Immutable and safe to share between
 * threads.
 */
public final class SupportCase {

    private static final String KEY = "[0-9A-Za-z_-]{1,64}";

    private final PortalId portal;
    private final CaseNumber number;
    private final String submission;
    private final String digest;
    private final Instant filedAt;
    private final Locale language;
    private final @Nullable EmailAddress requester;
    private final @Nullable String reason;
    private final List<CaseField> fields;
    private final List<CaseFile> files;
    private final int fileCount;
    private final CaseState state;
    private final Instant changedAt;
    private final long version;
    private final List<CaseMessage> messages;

    private SupportCase(Builder builder) {
        this.portal = builder.portal;
        this.number = builder.number;
        this.submission = key(builder.submission, "submission");
        this.digest = key(builder.digest, "digest");
        this.filedAt = builder.filedAt;
        this.language = builder.language;
        this.requester = builder.requester;
        this.reason = builder.reason == null ? null : code(builder.reason);
        this.fields = List.copyOf(builder.fields);
        this.files = List.copyOf(builder.files);
        this.fileCount = Math.max(builder.fileCount, files.size());
        this.state = builder.state;
        this.changedAt = builder.changedAt == null ? builder.filedAt : builder.changedAt;
        this.version = builder.version;
        this.messages = List.copyOf(builder.messages);
    }

    /**
     * Starts with what tells a case from every other.
     *
     * @param portal the portal in which it is filed
     * @param number its number
     * @param submission tells the sending of one form from every other: 1 to 64 ASCII letters, digits, {@code -} and
     *     {@code _}; a keyed digest made by the library
     * @param digest tells equal content from other content under the same submission; the same form as {@code submission}
     * @param filedAt when it was filed, to the microsecond
     * @param language in which the requester is spoken to
     * @return a builder
     */
    public static Builder filed(
            PortalId portal, CaseNumber number, String submission, String digest, Instant filedAt, Locale language) {
        return new Builder(portal, number, submission, digest, filedAt, language);
    }

    /**
     * The portal in which it was filed.
     *
     * @return the portal
     */
    public PortalId portal() {
        return portal;
    }

    /**
     * What it is called.
     *
     * @return its number, which is no credential
     */
    public CaseNumber number() {
        return number;
    }

    /**
     * What tells the sending of one form from every other.
     *
     * @return the submission
     */
    public String submission() {
        return submission;
    }

    /**
     * What tells equal content from other content.
     *
     * @return a keyed digest of fields and files
     */
    public String digest() {
        return digest;
    }

    /**
     * When it was filed.
     *
     * @return the instant, to the microsecond
     */
    public Instant filedAt() {
        return filedAt;
    }

    /**
     * In which language the requester is spoken to.
     *
     * @return the language
     */
    public Locale language() {
        return language;
    }

    /**
     * Where answers go.
     *
     * @return the address from the form, as it was typed; nothing once the case is purged
     */
    public Optional<EmailAddress> requester() {
        return Optional.ofNullable(requester);
    }

    /**
     * Why recovery failed before, where the case comes from that.
     *
     * @return the stable code of a message
     */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /**
     * What was asked and answered, in the order of the form.
     *
     * @return an unmodifiable list; fields that were left empty are not in it
     */
    public List<CaseField> fields() {
        return fields;
    }

    /**
     * The field in a role.
     *
     * @param role the role; of {@link CaseField.Role#OTHER} there may be several, and the first is given
     * @return the field, where the form had one and it was filled in
     */
    public Optional<CaseField> field(CaseField.Role role) {
        return fields.stream().filter(field -> field.role() == role).findFirst();
    }

    /**
     * What was attached.
     *
     * @return an unmodifiable list, ordered by place; empty once the case is purged
     */
    public List<CaseFile> files() {
        return files;
    }

    /**
     * How many files were attached.
     *
     * @return the number, which stays once the case is purged
     */
    public int fileCount() {
        return fileCount;
    }

    /**
     * Where it stands.
     *
     * @return the state
     */
    public CaseState state() {
        return state;
    }

    /**
     * When its state last changed.
     *
     * @return the instant, to the microsecond; that of filing until then
     */
    public Instant changedAt() {
        return changedAt;
    }

    /**
     * How often it has changed.
     *
     * @return 0 when it was filed, and one more with each message
     */
    public long version() {
        return version;
    }

    /**
     * What was said of it since.
     *
     * @return an unmodifiable list, oldest first
     */
    public List<CaseMessage> messages() {
        return messages;
    }

    @Override
    public String toString() {
        return "SupportCase[" + number + ' ' + state + ']';
    }

    private static String key(String value, String name) {
        if (!value.matches(KEY)) {
            throw new IllegalArgumentException("the " + name + " of a case has another form: " + KEY);
        }
        return value;
    }

    private static String code(String reason) {
        if (!reason.matches("[a-z0-9.-]{1,60}")) {
            throw new IllegalArgumentException("the reason of a case is the code of a message");
        }
        return reason;
    }

    /** Builds a {@link SupportCase}. Not safe for use by several threads. */
    public static final class Builder {

        private final PortalId portal;
        private final CaseNumber number;
        private final String submission;
        private final String digest;
        private final Instant filedAt;
        private final Locale language;
        private @Nullable EmailAddress requester;
        private @Nullable String reason;
        private List<CaseField> fields = List.of();
        private List<CaseFile> files = List.of();
        private int fileCount;
        private CaseState state = CaseState.OPEN;
        private @Nullable Instant changedAt;
        private long version;
        private List<CaseMessage> messages = List.of();

        private Builder(
                PortalId portal,
                CaseNumber number,
                String submission,
                String digest,
                Instant filedAt,
                Locale language) {
            this.portal = Objects.requireNonNull(portal);
            this.number = Objects.requireNonNull(number);
            this.submission = submission;
            this.digest = digest;
            this.filedAt = Objects.requireNonNull(filedAt);
            this.language = Objects.requireNonNull(language);
        }

        /**
         * Sets {@link SupportCase#requester()}.
         *
         * @param requester the address from the form, or {@code null} of a case that is purged
         * @return this
         */
        public Builder requester(@Nullable EmailAddress requester) {
            this.requester = requester;
            return this;
        }

        /**
         * Sets {@link SupportCase#reason()}.
         *
         * @param reason the code of a message, or {@code null}
         * @return this
         */
        public Builder reason(@Nullable String reason) {
            this.reason = reason;
            return this;
        }

        /**
         * Sets {@link SupportCase#fields()}; none unless set.
         *
         * @param fields in the order of the form
         * @return this
         */
        public Builder fields(List<CaseField> fields) {
            this.fields = fields;
            return this;
        }

        /**
         * Sets {@link SupportCase#files()}; none unless set.
         *
         * @param files ordered by place
         * @return this
         */
        public Builder files(List<CaseFile> files) {
            this.files = files;
            return this;
        }

        /**
         * Sets {@link SupportCase#fileCount()} of a case that is purged; as many as {@link #files} unless set.
         *
         * @param fileCount how many files came with it
         * @return this
         */
        public Builder fileCount(int fileCount) {
            this.fileCount = fileCount;
            return this;
        }

        /**
         * Sets where a kept case stands; {@link CaseState#OPEN} at version 0 unless set.
         *
         * @param state the state
         * @param changedAt when it came to that state
         * @param version how often the case has changed
         * @param messages what was said since, oldest first
         * @return this
         */
        public Builder standing(CaseState state, Instant changedAt, long version, List<CaseMessage> messages) {
            this.state = Objects.requireNonNull(state);
            this.changedAt = Objects.requireNonNull(changedAt);
            this.version = version;
            this.messages = messages;
            return this;
        }

        /**
         * Builds the case.
         *
         * @return the case
         * @throws IllegalArgumentException when the submission, the digest or the reason has another form
         */
        public SupportCase build() {
            return new SupportCase(this);
        }
    }
}
