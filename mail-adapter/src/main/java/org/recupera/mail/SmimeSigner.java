package org.recupera.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recupera.port.EmailAddress;
import org.recupera.port.OutgoingMail;
import org.recupera.port.Secret;

/**
 * Signs mail with S/MIME, so that a reader's mail program shows who wrote it.
 *
 * <pre>{@code
 * SmimeSigner smime = SmimeSigner.forSender(new EmailAddress("avisos@portal.example"), clock)
 *         .fromPkcs12(Path.of("smime.p12"), Secret.of(password));
 * }</pre>
 *
 * <p>The mail becomes {@code multipart/signed} (RFC 8551 section 3.5.3) with SHA-256: every mail program shows its
 * text, one that knows S/MIME also who signed it. Nothing is encrypted. What is covered are the bodies, not the
 * header: subject and addresses are {@link DkimSigner}'s part.
 *
 * <p><b>Checked when it is built</b>, with a {@link SigningKeyException} that says what is wrong: the password; that
 * the file has one private key, or the one that was named, and that it belongs to its certificate; that the
 * certificate and those above it in the file are valid now, and that it is for the sender's address (RFC 5280 section
 * 7.5: capitals count before the at-sign only), may sign mail, is no authority's, and was not signed with SHA-1 or MD5; that the key is RSA with 2048 to 4096 bits, or EC on P-256, P-384 or P-521. Not checked
 * is whether receivers trust the authority, and whether the certificate was revoked.
 *
 * <p><b>When mail cannot be signed it is not sent</b>: neither after the certificate has expired, nor for another
 * sender. {@link SmtpMailSender} then defers it, so that it goes out once the portal runs with a newer certificate.
 * Thirty days before, {@link SmtpMailSender#findings()} begins to say so; {@link #validUntil()} tells the instant.
 *
 * <p>The same mail gives the same bytes on every try: ECDSA is that of RFC 6979, and the signing time is the mail's
 * date, or the certificate's first instant where that is later.
 *
 * <p>Needs {@code org.bouncycastle:bcpkix-jdk18on}, which nothing else here does, and registers no security provider.
 * Safe for use by several threads at once.
 */
public final class SmimeSigner {

    private static final List<String> TYPE =
            List.of("multipart/signed;", "protocol=\"application/pkcs7-signature\";", "micalg=sha-256;");
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, "\r\n".getBytes(US_ASCII));

    private final EmailAddress sender;
    private final Clock clock;
    private final SigningCertificate certificate;
    private final CmsSignature signature;

    private SmimeSigner(EmailAddress sender, Clock clock, SigningCertificate certificate, CmsSignature signature) {
        this.sender = sender;
        this.clock = clock;
        this.certificate = certificate;
        this.signature = signature;
    }

    /**
     * Starts a signer for the mails of one address.
     *
     * @param sender the address that mails are sent from, as the profile has it
     * @param clock says whether the certificate is valid
     * @return a builder
     */
    public static Builder forSender(EmailAddress sender, Clock clock) {
        return new Builder(sender, clock);
    }

    /**
     * The last instant at which mail can be signed.
     *
     * @return when the certificate expires, or the first of those above it in the file
     */
    public Instant validUntil() {
        return certificate.validUntil();
    }

    @Override
    public String toString() {
        return "SmimeSigner[" + sender + ", until " + validUntil() + ']';
    }

    EmailAddress sender() {
        return sender;
    }

    /** Tells whether mail can be signed now. */
    void check() throws SigningFailure {
        Optional<String> refusal = certificate.refusalAt(clock.instant());
        if (refusal.isPresent()) {
            throw new SigningFailure(refusal.get());
        }
    }

    /** That the certificate expires within thirty days, if it does. */
    Optional<String> renewal() {
        Instant now = clock.instant();
        return certificate.refusalAt(now).isPresent() ? Optional.empty() : certificate.renewalAt(now);
    }

    /** Why mail of an address is not signed, if it is not. */
    Optional<String> refusalOf(EmailAddress from) {
        return CertifiedAddresses.same(from, sender)
                ? Optional.empty()
                : Optional.of("S/MIME signs for " + sender + ", and this mail is from " + from);
    }

    /** The content and its signature, as one entity. */
    byte[] sign(byte[] content, OutgoingMail mail) throws SigningFailure {
        check();
        Optional<String> refusal = refusalOf(mail.from());
        if (refusal.isPresent()) {
            throw new SigningFailure(refusal.get());
        }
        byte[] detached = signature.over(content, signingTime(mail.date()));
        return Multipart.of(mail, "s").entity(TYPE, content, attachment(detached));
    }

    /** Not before the certificate is valid: a mail that waited for a new certificate would look forged. */
    private Instant signingTime(Instant written) {
        return written.isBefore(certificate.validFrom()) ? certificate.validFrom() : written;
    }

    private static byte[] attachment(byte[] signature) {
        String header = new String(
                new HeaderBlock()
                        .field("Content-Type", "application/pkcs7-signature;", "name=\"smime.p7s\"")
                        .field("Content-Transfer-Encoding", "base64")
                        .field("Content-Disposition", "attachment;", "filename=\"smime.p7s\"")
                        .bytes(),
                US_ASCII);
        return (header + "\r\n" + BASE64.encodeToString(signature)).getBytes(US_ASCII);
    }

    /** Reads the key of a {@link SmimeSigner}. Not safe for use by several threads. */
    public static final class Builder {

        private static final byte[] TRIAL = "prueba".getBytes(US_ASCII);

        private final EmailAddress sender;
        private final Clock clock;
        private @Nullable String alias;

        private Builder(EmailAddress sender, Clock clock) {
            this.sender = sender;
            this.clock = clock;
        }

        /**
         * Chooses a key; needed where the file has several.
         *
         * @param alias its name in the file, the "friendly name", in any capitals
         * @return this
         */
        public Builder alias(String alias) {
            this.alias = alias;
            return this;
        }

        /**
         * Reads key and certificates from a file and checks them.
         *
         * @param file a PKCS#12 file ({@code .p12}, {@code .pfx}): key, certificate, and those of the authorities
         *     between it and one that receivers trust
         * @param password the file's password, which is the key's too
         * @return the signer
         * @throws SigningKeyException when they are not fit to sign the sender's mail
         */
        public SmimeSigner fromPkcs12(Path file, Secret password) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                return fromPkcs12(in, password);
            } catch (IOException e) {
                throw new SigningKeyException("the PKCS#12 file cannot be read: " + e, e);
            }
        }

        /**
         * Reads key and certificates from wherever they are kept and checks them.
         *
         * @param pkcs12 the bytes of a PKCS#12 file; the stream is left open
         * @param password the file's password, which is the key's too
         * @return the signer
         * @throws SigningKeyException when they are not fit to sign the sender's mail
         */
        public SmimeSigner fromPkcs12(InputStream pkcs12, Secret password) {
            KeyFile file = KeyFile.read(pkcs12, password, alias);
            SigningCertificate certificate = SigningCertificate.checked(file.chain(), sender);
            certificate.refusalAt(clock.instant()).ifPresent(refusal -> {
                throw new SigningKeyException(refusal);
            });
            return new SmimeSigner(sender, clock, certificate, tried(file, certificate.validFrom()));
        }

        private static CmsSignature tried(KeyFile file, Instant at) {
            try {
                var signature = new CmsSignature(file);
                if (signature.verifies(TRIAL, signature.over(TRIAL, at))) {
                    return signature;
                }
            } catch (SigningFailure e) {
                throw new SigningKeyException(e.reason(), e);
            } catch (NoClassDefFoundError e) {
                throw new IllegalStateException(
                        "S/MIME needs org.bouncycastle:bcpkix-jdk18on 1.85 or newer on the class path", e);
            }
            throw new SigningKeyException("the private key in the PKCS#12 file is not that of its certificate");
        }
    }
}
