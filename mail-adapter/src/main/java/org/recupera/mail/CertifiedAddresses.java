package org.recupera.mail;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.recupera.port.EmailAddress;

/** The mail addresses that a certificate is for. */
final class CertifiedAddresses {

    private static final Integer RFC822_NAME = 1;

    private CertifiedAddresses() {}

    /**
     * From the alternative names, or from the subject, where older authorities put them.
     *
     * <p>A certificate that has alternative mail addresses is for those alone to many a reader.
     */
    static List<EmailAddress> of(X509Certificate certificate) {
        List<String> alternative = alternativeNames(certificate).toList();
        return (alternative.isEmpty() ? subjectNames(certificate) : alternative.stream())
                .flatMap(name -> EmailAddress.parse(name).stream())
                .distinct()
                .toList();
    }

    /** Whether two addresses are one to a receiver who compares mail and certificate (RFC 5280 section 7.5). */
    static boolean same(EmailAddress one, EmailAddress other) {
        return local(one).equals(local(other)) && one.domain().equals(other.domain());
    }

    private static String local(EmailAddress address) {
        return address.value().substring(0, address.value().lastIndexOf('@'));
    }

    private static Stream<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Stream.empty()
                    : names.stream()
                            .filter(name -> name.get(0).equals(RFC822_NAME))
                            .map(name -> (String) name.get(1));
        } catch (CertificateParsingException e) {
            throw new SigningKeyException("the certificate's alternative names are malformed", e);
        }
    }

    private static Stream<String> subjectNames(X509Certificate certificate) {
        return Stream.of(X500Name.getInstance(
                                certificate.getSubjectX500Principal().getEncoded())
                        .getRDNs(BCStyle.E))
                .flatMap(name -> Stream.of(name.getTypesAndValues()))
                .filter(part -> part.getType().equals(BCStyle.E))
                .map(part -> part.getValue().toString());
    }
}
