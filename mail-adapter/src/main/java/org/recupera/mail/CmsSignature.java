package org.recupera.mail;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Detached signatures in CMS (RFC 5652), SHA-256 throughout; the same content and instant give the same bytes.
 *
 * <p>This class and {@link RepeatableEcdsa} are all that needs bcpkix.
 */
final class CmsSignature {

    private final KeyFile file;

    CmsSignature(KeyFile file) {
        this.file = file;
    }

    /** Signs these very bytes; the certificate goes with the signature, and so do those of the authorities above it. */
    byte[] over(byte[] content, Instant signingTime) throws SigningFailure {
        try {
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new BcDigestCalculatorProvider())
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes(signingTime)))
                    .build(signer(), file.certificate()));
            generator.addCertificates(new JcaCertStore(file.chain()));
            return generator.generate(new CMSProcessableByteArray(content)).getEncoded(ASN1Encoding.DER);
        } catch (CMSException
                | OperatorCreationException
                | CertificateException
                | IOException
                | RuntimeOperatorException e) {
            throw new SigningFailure("the private key does not sign: " + e.getMessage(), e);
        }
    }

    /** Whether a signature is by the key of the certificate: a file may hold a pair that is none. */
    boolean verifies(byte[] content, byte[] signature) {
        try {
            Collection<SignerInformation> signers = new CMSSignedData(new CMSProcessableByteArray(content), signature)
                    .getSignerInfos()
                    .getSigners();
            return signers.size() == 1
                    && signers.iterator()
                            .next()
                            .verify(new JcaSimpleSignerInfoVerifierBuilder().build(file.certificate()));
        } catch (CMSException | OperatorCreationException e) {
            return false;
        }
    }

    private ContentSigner signer() throws OperatorCreationException, IOException {
        return file.key() instanceof ECPrivateKey ec
                ? RepeatableEcdsa.with(ec)
                : new JcaContentSignerBuilder("SHA256withRSA").build(file.key());
    }

    private static AttributeTable attributes(Instant signingTime) {
        return new AttributeTable(
                new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(signingTime)))));
    }
}
