package org.recupera.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person, complete but for its encoding.
 *
 * <p>Header values hold no control character and no ill-formed UTF-16: the builder refuses them, so that no text can
 * grow into a header of its own (CWE-93). Bodies hold links, so the text form shows the {@code Message-ID}
 * alone. Immutable and safe to share between threads.
 */
public final class OutgoingMail {

    /** The most bytes that may be attached to a mail, before they are encoded. */
    public static final int MAX_ATTACHED = 20 * 1024 * 1024;

    /** The most files that may be attached to a mail. */
    public static final int MAX_ATTACHMENTS = 20;

    /** The most header fields that a mail may have beside its own. */
    public static final int MAX_EXTRA_HEADERS = 30;

    private static final Pattern MESSAGE_ID = Pattern.compile("<[A-Za-z0-9._+-]{1,120}@[A-Za-z0-9.-]{1,120}>");
    private static final int MAX_HEADER = 500;
    private static final Pattern EXTRA_NAME = Pattern.compile("[Xx]-[A-Za-z0-9][A-Za-z0-9_-]{0,60}");
    private static final Pattern EXTRA_VALUE = Pattern.compile("[!-~]++(?: [!-~]++)*+");
    private static final int MAX_EXTRA_VALUE = 300;

    private final String messageId;
    private final EmailAddress from;
    private final @Nullable String fromName;
    private final EmailAddress bounces;
    private final @Nullable EmailAddress replyTo;
    private final EmailAddress to;
    private final String subject;
    private final String text;
    private final @Nullable String html;
    private final Locale language;
    private final Instant date;
    private final boolean automatic;
    private final @Nullable String references;
    private final Map<String, String> headers;
    private final List<MailAttachment> attachments;

    private OutgoingMail(Builder builder) {
        this.messageId = required(builder.messageId, "messageId");
        this.from = required(builder.from, "from");
        this.fromName = builder.fromName;
        this.bounces = builder.bounces == null ? from : builder.bounces;
        this.replyTo = builder.replyTo;
        this.to = required(builder.to, "to");
        this.subject = required(builder.subject, "subject");
        this.text = required(builder.text, "text");
        this.html = builder.html;
        this.language = required(builder.language, "language");
        this.date = required(builder.date, "date");
        this.automatic = builder.automatic;
        this.references = builder.references;
        this.headers = Collections.unmodifiableMap(new TreeMap<>(builder.headers));
        this.attachments = List.copyOf(builder.attachments);
    }

    /**
     * Starts a message.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The {@code Message-ID}, angle brackets included; the same on every try.
     *
     * @return the id
     */
    public String messageId() {
        return messageId;
    }

    /**
     * Who writes.
     *
     * @return the address of the {@code From} header
     */
    public EmailAddress from() {
        return from;
    }

    /**
     * The name beside {@link #from()}.
     *
     * @return the display name, if any
     */
    public Optional<String> fromName() {
        return Optional.ofNullable(fromName);
    }

    /**
     * Where bounces go.
     *
     * @return the sender of the envelope; {@link #from()} unless set
     */
    public EmailAddress bounces() {
        return bounces;
    }

    /**
     * Where answers go.
     *
     * @return the address of the {@code Reply-To} header, if any
     */
    public Optional<EmailAddress> replyTo() {
        return Optional.ofNullable(replyTo);
    }

    /**
     * The one recipient, of header and envelope.
     *
     * @return the address on file
     */
    public EmailAddress to() {
        return to;
    }

    /**
     * The subject.
     *
     * @return one line of text
     */
    public String subject() {
        return subject;
    }

    /**
     * The plain text body.
     *
     * @return the text, lines ended by LF
     */
    public String text() {
        return text;
    }

    /**
     * The HTML body.
     *
     * @return the HTML, if any
     */
    public Optional<String> html() {
        return Optional.ofNullable(html);
    }

    /**
     * The language of the bodies.
     *
     * @return the value of {@code Content-Language}
     */
    public Locale language() {
        return language;
    }

    /**
     * When the message was written; the same on every try.
     *
     * @return the value of {@code Date}, sent in UTC
     */
    public Instant date() {
        return date;
    }

    /**
     * Whether the library sends it by itself.
     *
     * @return whether {@code Auto-Submitted: auto-generated} and {@code X-Auto-Response-Suppress: All} go with it
     */
    public boolean automatic() {
        return automatic;
    }

    /**
     * The {@code Message-ID} of the message to which this one belongs.
     *
     * @return the value of {@code In-Reply-To} and {@code References}, if any
     */
    public Optional<String> references() {
        return Optional.ofNullable(references);
    }

    /**
     * The header fields beside the mail's own, for who reads mails by program.
     *
     * @return an unmodifiable map of their names, which begin with {@code X-}, in alphabetical order, to printable ASCII
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The files that go with the mail.
     *
     * @return an unmodifiable list, in the order in which they were added
     */
    public List<MailAttachment> attachments() {
        return attachments;
    }

    @Override
    public String toString() {
        return "OutgoingMail[" + messageId + ']';
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalStateException("a mail needs " + name);
        }
        return value;
    }

    /** Builds an {@link OutgoingMail}. Not safe for use by several threads. */
    public static final class Builder {

        private @Nullable String messageId;
        private @Nullable EmailAddress from;
        private @Nullable String fromName;
        private @Nullable EmailAddress bounces;
        private @Nullable EmailAddress replyTo;
        private @Nullable EmailAddress to;
        private @Nullable String subject;
        private @Nullable String text;
        private @Nullable String html;
        private @Nullable Locale language;
        private @Nullable Instant date;
        private boolean automatic = true;
        private @Nullable String references;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final List<MailAttachment> attachments = new ArrayList<>();

        private Builder() {}

        /**
         * Sets {@link OutgoingMail#messageId()}; required.
         *
         * @param messageId {@code <local@domain>} of ASCII letters, digits and {@code . _ + -}
         * @return this
         * @throws IllegalArgumentException when it has another form
         */
        public Builder messageId(String messageId) {
            this.messageId = checkedId(messageId);
            return this;
        }

        /**
         * Sets {@link OutgoingMail#from()} and {@link OutgoingMail#fromName()}; the address is required.
         *
         * @param from the address
         * @param name the name beside it, or {@code null}
         * @return this
         * @throws IllegalArgumentException when the name could not stand in a header
         */
        public Builder from(EmailAddress from, @Nullable String name) {
            this.from = from;
            this.fromName = name == null ? null : checkedHeader(name);
            return this;
        }

        /**
         * Sets {@link OutgoingMail#bounces()}.
         *
         * @param bounces the sender of the envelope, or {@code null} for the one of {@code From}
         * @return this
         */
        public Builder bounces(@Nullable EmailAddress bounces) {
            this.bounces = bounces;
            return this;
        }

        /**
         * Sets {@link OutgoingMail#replyTo()}.
         *
         * @param replyTo where answers go, or {@code null}
         * @return this
         */
        public Builder replyTo(@Nullable EmailAddress replyTo) {
            this.replyTo = replyTo;
            return this;
        }

        /**
         * Sets {@link OutgoingMail#to()}; required.
         *
         * @param to the one recipient
         * @return this
         */
        public Builder to(EmailAddress to) {
            this.to = to;
            return this;
        }

        /**
         * Sets {@link OutgoingMail#subject()}; required.
         *
         * @param subject one line
         * @return this
         * @throws IllegalArgumentException when it could not stand in a header
         */
        public Builder subject(String subject) {
            this.subject = checkedHeader(subject);
            return this;
        }

        /**
         * Sets {@link OutgoingMail#text()}; required.
         *
         * @param text the plain text body
         * @return this
         */
        public Builder text(String text) {
            this.text = text;
            return this;
        }

        /**
         * Sets {@link OutgoingMail#html()}.
         *
         * @param html the HTML body, or {@code null}
         * @return this
         */
        public Builder html(@Nullable String html) {
            this.html = html;
            return this;
        }

        /**
         * Sets {@link OutgoingMail#language()}; required.
         *
         * @param language the language of the bodies
         * @return this
         */
        public Builder language(Locale language) {
            this.language = language;
            return this;
        }

        /**
         * Sets {@link OutgoingMail#date()}; required.
         *
         * @param date when the message was written
         * @return this
         */
        public Builder date(Instant date) {
            this.date = date;
            return this;
        }

        /**
         * Sets {@link OutgoingMail#automatic()}; {@code true} unless set.
         *
         * @param automatic {@code false} for a message that a person wrote
         * @return this
         */
        public Builder automatic(boolean automatic) {
            this.automatic = automatic;
            return this;
        }

        /**
         * Sets {@link OutgoingMail#references()}.
         *
         * @param messageId the id of the message to which this one belongs, or {@code null}
         * @return this
         * @throws IllegalArgumentException when it has another form than a {@code Message-ID}
         */
        public Builder references(@Nullable String messageId) {
            this.references = messageId == null ? null : checkedId(messageId);
            return this;
        }

        /**
         * Adds one of {@link OutgoingMail#headers()}.
         *
         * @param name {@code X-} and at most 61 ASCII letters, digits, {@code -} and {@code _}; a name is added once,
         *     and {@code X-Auto-Response-Suppress} is {@link #automatic}'s
         * @param value 1 to 300 printable ASCII characters, no space at either end or beside another, no encoded word
         * @return this
         * @throws IllegalArgumentException when one of them has another form or the name is there already
         * @throws IllegalStateException when there are {@link OutgoingMail#MAX_EXTRA_HEADERS} already
         */
        public Builder header(String name, String value) {
            if (!EXTRA_NAME.matcher(name).matches() || name.equalsIgnoreCase("X-Auto-Response-Suppress")) {
                throw new IllegalArgumentException("not the name of an extra header");
            }
            // What looks like an RFC 2047 encoded word would be read as something else.
            if (value.length() > MAX_EXTRA_VALUE
                    || value.contains("=?")
                    || !EXTRA_VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("the value of " + name + " is too long or not printable ASCII");
            }
            if (headers.size() == MAX_EXTRA_HEADERS) {
                throw new IllegalStateException("a mail has at most " + MAX_EXTRA_HEADERS + " extra headers");
            }
            if (headers.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("the header " + name + " is there already");
            }
            return this;
        }

        /**
         * Adds one of {@link OutgoingMail#attachments()}.
         *
         * @param attachment the file
         * @return this
         * @throws IllegalStateException when there are {@link OutgoingMail#MAX_ATTACHMENTS} already, or more
         *     bytes than {@link OutgoingMail#MAX_ATTACHED}
         */
        public Builder attachment(MailAttachment attachment) {
            long sum = attachment.size()
                    + attachments.stream().mapToLong(MailAttachment::size).sum();
            if (attachments.size() == MAX_ATTACHMENTS || sum > MAX_ATTACHED) {
                throw new IllegalStateException(
                        "a mail has at most " + MAX_ATTACHMENTS + " attachments of " + MAX_ATTACHED + " bytes in all");
            }
            attachments.add(attachment);
            return this;
        }

        /**
         * Builds the message.
         *
         * @return the message
         * @throws IllegalStateException when a required value is missing; it is named
         */
        public OutgoingMail build() {
            return new OutgoingMail(this);
        }

        private static String checkedId(String messageId) {
            if (!MESSAGE_ID.matcher(messageId).matches()) {
                throw new IllegalArgumentException("not a Message-ID");
            }
            return messageId;
        }

        private static String checkedHeader(String value) {
            if (value.length() > MAX_HEADER || !value.codePoints().allMatch(Builder::mayStandInHeader)) {
                throw new IllegalArgumentException("a header value is too long or holds a control character");
            }
            return value;
        }

        private static boolean mayStandInHeader(int c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                    false;
                default -> true;
            };
        }
    }
}
