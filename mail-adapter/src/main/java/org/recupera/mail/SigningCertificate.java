package org.recupera.mail;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.recupera.port.EmailAddress;

/** The certificate of whoever signs, held against what receivers check (RFC 8550, RFC 8551 section 4.3). */
final class SigningCertificate {

    private static final Set<ASN1Encodable> CURVES =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final Set<String> MAIL_PURPOSES = Set.of("1.3.6.1.5.5.7.3.4", "2.5.29.37.0");

    private final X509Certificate certificate;
    private final EmailAddress sender;

    private SigningCertificate(X509Certificate certificate, EmailAddress sender) {
        this.certificate = certificate;
        this.sender = sender;
    }

    /**
     * Checks all but the time.
     *
     * @throws SigningKeyException when receivers would not take it for the sender's
     */
    static SigningCertificate checked(X509Certificate certificate, EmailAddress sender) {
        var checked = new SigningCertificate(certificate, sender);
        checked.checkAddress();
        checked.checkKey();
        checked.checkPurpose();
        return checked;
    }

    Instant validFrom() {
        return certificate.getNotBefore().toInstant();
    }

    Instant validUntil() {
        return certificate.getNotAfter().toInstant();
    }

    /** What is wrong with using it now, if anything. */
    Optional<String> refusalAt(Instant now) {
        if (now.isAfter(validUntil())) {
            return Optional.of("the certificate of " + sender + " expired on " + validUntil() + "; get a newer one");
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

    private List<String> purposes() {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (CertificateParsingException e) {
            throw new SigningKeyException("the certificate's extended key usage is malformed", e);
        }
    }
}
