package org.recupera.mail;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.recupera.port.EmailAddress;

/** The certificate of whoever signs, held against what receivers check (RFC 8550, RFC 8551 section 4.3). */
final class SigningCertificate {

    private static final Set<ASN1Encodable> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);

    /** How long before the end somebody is told: authorities take weeks. */
    private static final Duration RENEWAL = Duration.ofDays(30);

    /** What authorities sign with that readers do not take any more. */
    private static final Pattern WEAK_DIGEST = Pattern.compile("(?i)^(?:MD[245]|SHA-?1)with.*");

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final Set<String> MAIL_PURPOSES = Set.of("1.3.6.1.5.5.7.3.4", "2.5.29.37.0");

    private final X509Certificate certificate;
    private final List<X509Certificate> chain;
    private final EmailAddress sender;

    private SigningCertificate(List<X509Certificate> chain, EmailAddress sender) {
        this.certificate = chain.get(0);
        this.chain = chain;
        this.sender = sender;
    }

    /**
     * Checks all but the time.
     *
     * @param chain the signer's certificate, and those of the authorities above it
     * @throws SigningKeyException when receivers would not take it for the sender's
     */
    static SigningCertificate checked(List<X509Certificate> chain, EmailAddress sender) {
        var checked = new SigningCertificate(chain, sender);
        checked.checkAddress();
        checked.checkKey();
        checked.checkPurpose();
        checked.checkIssuing();
        return checked;
    }

    Instant validFrom() {
        return chain.stream()
                .map(link -> link.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Until the first of the chain expires: without it, readers find no way to an authority. */
    Instant validUntil() {
        return firstToExpire().getNotAfter().toInstant();
    }

    private X509Certificate firstToExpire() {
        return chain.stream()
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow();
    }

    private String named(X509Certificate link) {
        return link.equals(certificate)
                ? "the certificate of " + sender
                : "the certificate of the authority "
                        + link.getSubjectX500Principal().getName() + " above that of " + sender;
    }

    /** That it is time to get another one, if it is. */
    Optional<String> renewalAt(Instant now) {
        return now.isAfter(validUntil().minus(RENEWAL))
                ? Optional.of(
                        named(firstToExpire()) + " expires on " + validUntil()
                                + ". From then on mails wait, for a day at most: get a newer one and restart the portal with it.")
                : Optional.empty();
    }

    /** What is wrong with using it now, if anything. */
    Optional<String> refusalAt(Instant now) {
        if (now.isAfter(validUntil())) {
            return Optional.of(named(firstToExpire()) + " expired on " + validUntil() + "; get a newer one");
        }
        if (now.isBefore(validFrom())) {
            return Optional.of(
                    "the certificate of " + sender + " is valid from " + validFrom() + " on, and it is " + now);
        }
        return Optional.empty();
    }

    private void checkAddress() {
        List<EmailAddress> addresses = CertifiedAddresses.of(certificate);
        if (addresses.isEmpty()) {
            throw new SigningKeyException("the certificate is for no mail address; mail is sent as " + sender);
        }
        if (addresses.stream().noneMatch(address -> CertifiedAddresses.same(address, sender))) {
            throw new SigningKeyException("the certificate is for " + addresses + "; mail is sent as " + sender);
        }
    }

    private void checkKey() {
        if (certificate.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getAlgorithm().equals("RSA")) {
            KeySize.check(rsa, "the certificate's key");
            return;
        }
        var algorithm = SubjectPublicKeyInfo.getInstance(
                        certificate.getPublicKey().getEncoded())
                .getAlgorithm();
        boolean onNistCurve = algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && CURVES.contains(algorithm.getParameters());
        if (!onNistCurve) {
            throw new SigningKeyException("the certificate's key is "
                    + certificate.getPublicKey().getAlgorithm()
                    + " of a kind that mail programs may not know; wanted is RSA, or EC on P-256, P-384 or P-521");
        }
    }

    /** Receivers refuse a certificate that is meant for other things (RFC 8550 sections 4.4.2 and 4.4.4). */
    private void checkPurpose() {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            throw new SigningKeyException("the certificate's key usage does not allow signatures");
        }
        List<String> purposes = purposes();
        if (!purposes.isEmpty() && purposes.stream().noneMatch(MAIL_PURPOSES::contains)) {
            throw new SigningKeyException("the certificate's extended key usage does not allow e-mail;"
                    + " one for a web server does not sign mail");
        }
    }

    /** An authority's own certificate signs certificates (RFC 8550 section 4.4.1); weak digests vouch for nobody. */
    private void checkIssuing() {
        if (certificate.getBasicConstraints() >= 0) {
            throw new SigningKeyException("the certificate is an authority's, which signs certificates and no mail");
        }
        if (WEAK_DIGEST.matcher(certificate.getSigAlgName()).matches()) {
            throw new SigningKeyException("the certificate was signed by its authority with "
                    + certificate.getSigAlgName() + ", which mail programs refuse");
        }
    }

    private List<String> purposes() {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (CertificateParsingException e) {
            throw new SigningKeyException("the certificate's extended key usage is malformed", e);
        }
    }
}
