package org.recupera.port;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a directory knows of an account at the moment of the look-up.
 *
 * <p>Values are handed over as the portal stores them. The library brings them to canonical form, compares them again
 * with what was typed, and mails only an {@link #email()} that is a plain address.
 *
 * <p>Immutable and safe to share between threads. Its text form holds the id alone.
 */
public final class Account {

    private final AccountId id;
    private final String username;
    private final boolean enabled;
    private final @Nullable String email;
    private final @Nullable String formerEmail;
    private final @Nullable String nationalId;
    private final @Nullable String phone;
    private final @Nullable String displayName;
    private final @Nullable String passwordVersion;
    private final @Nullable Locale language;
    private final boolean secondFactor;

    private Account(Builder builder) {
        this.id = builder.id;
        this.username = builder.username;
        this.enabled = builder.enabled;
        this.email = builder.email;
        this.formerEmail = builder.formerEmail;
        this.nationalId = builder.nationalId;
        this.phone = builder.phone;
        this.displayName = builder.displayName;
        this.passwordVersion = builder.passwordVersion;
        this.language = builder.language;
        this.secondFactor = builder.secondFactor;
    }

    /**
     * Starts an enabled account with nothing on file but its name.
     *
     * @param id the portal's stable key
     * @param username the name with which it signs in
     * @return a builder
     */
    public static Builder named(AccountId id, String username) {
        return new Builder(id, username);
    }

    /**
     * The portal's stable key.
     *
     * @return the id
     */
    public AccountId id() {
        return id;
    }

    /**
     * The name with which the account signs in, as stored.
     *
     * @return the username
     */
    public String username() {
        return username;
    }

    /**
     * Whether the account may recover and sign in at all.
     *
     * <p>A disabled account gets no link, and nobody who asks is told.
     *
     * @return {@code false} when an administrator disabled it
     */
    public boolean enabled() {
        return enabled;
    }

    /**
     * The e-mail address on file, as stored.
     *
     * @return the address, or nothing when none is on file
     */
    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    /**
     * The address that was on file until lately, as stored.
     *
     * <p>It is told of a password change beside {@link #email()}, so that whoever put in an address of his own does not
     * keep it from the owner (NIST SP 800-63B-4, section 3.6; OWASP ASVS 5.0, 6.3.7), and of nothing else. The portal
     * decides how long it hands the address over; some weeks are usual.
     *
     * @return the address, or nothing when it did not change lately
     */
    public Optional<String> formerEmail() {
        return Optional.ofNullable(formerEmail);
    }

    /**
     * The number of the identity document, as stored.
     *
     * @return the number, or nothing when none is on file
     */
    public Optional<String> nationalId() {
        return Optional.ofNullable(nationalId);
    }

    /**
     * The telephone number, as stored.
     *
     * @return the number, or nothing when none is on file
     */
    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    /**
     * The person's or institution's name, for the greeting of a mail.
     *
     * @return the name, or nothing when the portal keeps none
     */
    public Optional<String> displayName() {
        return Optional.ofNullable(displayName);
    }

    /**
     * A value that changes whenever the password is changed, and only then.
     *
     * <p>A counter, the instant of the last change, or anything of the kind; rehashing the same password on sign-in
     * must not change it. It is never the hash itself.
     *
     * @return the version, or nothing when the directory has none (LDAP, REST); a link then dies by use, by time, by
     *     another address and by a call of {@code accountChanged}
     */
    public Optional<String> passwordVersion() {
        return Optional.ofNullable(passwordVersion);
    }

    /**
     * The language in which the person wants to be written to.
     *
     * @return the language, or nothing for the portal's
     */
    public Optional<Locale> language() {
        return Optional.ofNullable(language);
    }

    /**
     * Whether the account signs in with a second factor beside its password.
     *
     * @return {@code true} when the portal asks for one; recovery neither skips nor removes it
     */
    public boolean secondFactor() {
        return secondFactor;
    }

    /**
     * What is on file under one kind of identifier, as stored.
     *
     * @param kind the kind
     * @return the value, or nothing when none is on file
     */
    public Optional<String> identifier(IdentifierKind kind) {
        return switch (kind) {
            case NATIONAL_ID -> nationalId();
            case PHONE -> phone();
            case USERNAME -> Optional.of(username);
            case EMAIL -> email();
        };
    }

    /**
     * Starts a copy.
     *
     * @return a builder that holds this account's values
     */
    public Builder toBuilder() {
        return new Builder(id, username)
                .enabled(enabled)
                .email(email)
                .formerEmail(formerEmail)
                .nationalId(nationalId)
                .phone(phone)
                .displayName(displayName)
                .passwordVersion(passwordVersion)
                .language(language)
                .secondFactor(secondFactor);
    }

    @Override
    public String toString() {
        return "Account[" + id + "]";
    }

    /** Builds an {@link Account}; {@code null} means "not on file". Not safe for use by several threads. */
    public static final class Builder {

        private final AccountId id;
        private final String username;
        private boolean enabled = true;
        private @Nullable String email;
        private @Nullable String formerEmail;
        private @Nullable String nationalId;
        private @Nullable String phone;
        private @Nullable String displayName;
        private @Nullable String passwordVersion;
        private @Nullable Locale language;
        private boolean secondFactor;

        private Builder(AccountId id, String username) {
            this.id = id;
            this.username = username;
        }

        /**
         * Sets {@link Account#enabled()}.
         *
         * @param enabled {@code false} for an account that may not recover
         * @return this
         */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * Sets {@link Account#email()}.
         *
         * @param email the address as stored
         * @return this
         */
        public Builder email(@Nullable String email) {
            this.email = email;
            return this;
        }

        /**
         * Sets {@link Account#formerEmail()}.
         *
         * @param formerEmail the address that was replaced lately
         * @return this
         */
        public Builder formerEmail(@Nullable String formerEmail) {
            this.formerEmail = formerEmail;
            return this;
        }

        /**
         * Sets {@link Account#nationalId()}.
         *
         * @param nationalId the number as stored
         * @return this
         */
        public Builder nationalId(@Nullable String nationalId) {
            this.nationalId = nationalId;
            return this;
        }

        /**
         * Sets {@link Account#phone()}.
         *
         * @param phone the number as stored
         * @return this
         */
        public Builder phone(@Nullable String phone) {
            this.phone = phone;
            return this;
        }

        /**
         * Sets {@link Account#displayName()}.
         *
         * @param displayName the name for a greeting
         * @return this
         */
        public Builder displayName(@Nullable String displayName) {
            this.displayName = displayName;
            return this;
        }

        /**
         * Sets {@link Account#passwordVersion()}.
         *
         * @param passwordVersion the version of the password on file
         * @return this
         */
        public Builder passwordVersion(@Nullable String passwordVersion) {
            this.passwordVersion = passwordVersion;
            return this;
        }

        /**
         * Sets {@link Account#language()}.
         *
         * @param language the person's language
         * @return this
         */
        public Builder language(@Nullable Locale language) {
            this.language = language;
            return this;
        }

        /**
         * Sets {@link Account#secondFactor()}.
         *
         * @param secondFactor {@code true} when signing in asks for one
         * @return this
         */
        public Builder secondFactor(boolean secondFactor) {
            this.secondFactor = secondFactor;
            return this;
        }

        /**
         * Builds the account.
         *
         * @return the account
         */
        public Account build() {
            return new Account(this);
        }
    }
}
