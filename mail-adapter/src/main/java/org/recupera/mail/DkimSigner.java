package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.recupera.port.EmailAddress;
import org.recupera.port.OutgoingMail;
import org.recupera.port.Secret;

/**
 * Signs mail with DKIM, so that a receiving server knows which domain answers for it.
 *
 * <pre>{@code
 * DkimSigner dkim = DkimSigner.forSender(new EmailAddress("avisos@portal.example"))
 *         .key("recupera2026", Secret.of(Files.readString(Path.of("dkim.pem"))))
 *         .build();
 * }</pre>
 *
 * <p>For portals whose mail server does not sign; two signatures by one domain do no harm. Receivers look the public
 * key up under {@code recupera2026._domainkey.portal.example}.
 *
 * <p>Each key adds a signature: {@code rsa-sha256} (RFC 6376, RFC 8301), which all receivers know, and
 * {@code ed25519-sha256} (RFC 8463), which some do; relaxed/relaxed, the whole body, without {@code l=}. Every field
 * of the header is covered and named once more than it occurs, and those that would change what a reader sees are
 * named though they do not occur: nobody can add another {@code From} to a signed mail (RFC 6376 section 8.15).
 * {@code t=} is the mail's date. The same mail gives the same bytes on every try.
 *
 * <p>A mail from a domain that the signature does not speak for is not sent: {@link SmtpMailSender} defers it.
 *
 * <p>Immutable and safe for use by several threads at once. Its text form shows domain and selectors alone.
 */
public final class DkimSigner {

    private static final Pattern CHUNK = Pattern.compile(".{1,72}");

    private final String domain;
    private final List<DkimKey> keys;
    private final @Nullable Duration validFor;

    private DkimSigner(Builder builder) {
        this.domain = builder.domain;
        this.keys = List.copyOf(builder.keys.values());
        this.validFor = builder.validFor;
    }

    /**
     * Starts a signer for the mails of one address; its domain signs unless another is set.
     *
     * @param sender the address that mails are sent from, as the profile has it
     * @return a builder
     */
    public static Builder forSender(EmailAddress sender) {
        return new Builder(sender);
    }

    @Override
    public String toString() {
        return "DkimSigner[" + domain + ", " + keys + ']';
    }

    /** Whether DMARC finds the signature in line with an author (RFC 7489 section 3.1.1). */
    boolean speaksFor(EmailAddress author) {
        return isAbove(domain, author);
    }

    /** Why mail of an address is not signed, if it is not. */
    Optional<String> refusalOf(EmailAddress from) {
        return speaksFor(from)
                ? Optional.empty()
                : Optional.of("DKIM signs for " + domain + ", and this mail is from " + from);
    }

    /** The signatures of a message, as fields to put before it. */
    byte[] sign(byte[] message, OutgoingMail mail) throws SigningFailure {
        Optional<String> refusal = refusalOf(mail.from());
        if (refusal.isPresent()) {
            throw new SigningFailure(refusal.get());
        }
        CoveredMessage covered = CoveredMessage.of(message);
        var fields = new ByteArrayOutputStream();
        try {
            for (DkimKey key : keys) {
                fields.writeBytes(signature(key, tags(key, mail.date(), covered), covered));
            }
        } catch (GeneralSecurityException e) {
            throw new SigningFailure("a DKIM key does not sign: " + e.getMessage(), e);
        }
        return fields.toByteArray();
    }

    private static boolean isAbove(String domain, EmailAddress author) {
        return author.domain().equals(domain) || author.domain().endsWith('.' + domain);
    }

    /** All but the signature itself. */
    private List<String> tags(DkimKey key, Instant date, CoveredMessage covered) throws GeneralSecurityException {
        List<String> tags = new ArrayList<>(
                List.of("v=1;", "a=" + key.algorithm() + ';', "c=relaxed/relaxed;", "d=" + domain + ';'));
        tags.add("s=" + key.selector() + ';');
        tags.add("t=" + date.getEpochSecond() + ';');
        if (validFor != null) {
            tags.add("x=" + date.plus(validFor).getEpochSecond() + ';');
        }
        tags.addAll(List.of(("h=" + String.join(": ", covered.names()) + ';').split(" ", -1)));
        tags.add("bh=" + covered.bodyHash() + ';');
        return tags;
    }

    /** Its own field is covered last, with an empty signature and no line end (RFC 6376 section 3.7). */
    private static byte[] signature(DkimKey key, List<String> tags, CoveredMessage covered)
            throws GeneralSecurityException {
        String unsigned = new String(field(tags, "b="), US_ASCII);
        String data = covered.canonicalFields() + RelaxedForm.field(unsigned);
        return field(tags, "b=" + Base64.getEncoder().encodeToString(key.sign(data.getBytes(US_ASCII))));
    }

    private static byte[] field(List<String> tags, String signature) {
        List<String> words = new ArrayList<>(tags);
        CHUNK.matcher(signature).results().map(MatchResult::group).forEach(words::add);
        return new HeaderBlock().field("DKIM-Signature", words).bytes();
    }

    /** Builds a {@link DkimSigner}. Not safe for use by several threads. */
    public static final class Builder {

        private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
        private static final Pattern SELECTOR = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*+");
        private static final int LONGEST_NAME = 253;

        private final EmailAddress sender;
        private final Map<String, DkimKey> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private String domain;
        private @Nullable Duration validFor;

        private Builder(EmailAddress sender) {
            this.sender = sender;
            this.domain = sender.domain();
        }

        /**
         * Lets a domain above the sender's sign; the sender's own does unless set.
         *
         * @param domain the domain with the keys in its DNS: the one behind the sender's at-sign, or one above it, so
         *     that DMARC finds the two aligned
         * @return this
         * @throws IllegalArgumentException when it is neither
         */
        public Builder domain(String domain) {
            String lower = domain.toLowerCase(Locale.ROOT);
            if (!isAbove(lower, sender)) {
                throw new IllegalArgumentException("the signing domain is " + sender.domain() + " or one above it");
            }
            this.domain = lower;
            return this;
        }

        /**
         * Adds a key from PEM.
         *
         * @param selector where its public half stands: {@code selector._domainkey.domain}; each key has its own
         * @param pem a private key in PKCS#8, as {@code openssl genpkey} writes it: RSA of 2048 to 4096 bits or Ed25519
         * @return this
         * @throws SigningKeyException when the key is another, or damaged, or encrypted
         * @throws IllegalArgumentException when the selector is no DNS name, or has a key already
         */
        public Builder key(String selector, Secret pem) {
            return key(selector, PemKey.read(pem));
        }

        /**
         * Adds a key from elsewhere.
         *
         * @param selector where its public half stands: {@code selector._domainkey.domain}; each key has its own
         * @param key RSA of 2048 to 4096 bits, or Ed25519
         * @return this
         * @throws SigningKeyException when the key is another
         * @throws IllegalArgumentException when the selector is no DNS name, or has a key already
         */
        public Builder key(String selector, PrivateKey key) {
            if (selector.length() > LONGEST_NAME || !SELECTOR.matcher(selector).matches()) {
                throw new IllegalArgumentException("a selector is one or more DNS labels");
            }
            if (keys.putIfAbsent(selector, DkimKey.of(selector, key)) != null) {
                throw new IllegalArgumentException("the selector " + selector + " has a key already");
            }
            return this;
        }

        /**
         * Lets signatures expire; they do not unless set.
         *
         * @param validFor from the mail's date on ({@code x=}), at least a week: mail may wait a day here and five on
         *     the servers on its way
         * @return this
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder validFor(Duration validFor) {
            if (validFor.compareTo(Duration.ofDays(7)) < 0) {
                throw new IllegalArgumentException("a signature is valid for a week at least, not " + validFor);
            }
            this.validFor = validFor;
            return this;
        }

        /**
         * Builds the signer.
         *
         * @return the signer
         * @throws IllegalStateException when it has no key
         */
        public DkimSigner build() {
            if (keys.isEmpty()) {
                throw new IllegalStateException("a DKIM signer needs a key");
            }
            return new DkimSigner(this);
        }
    }
}
