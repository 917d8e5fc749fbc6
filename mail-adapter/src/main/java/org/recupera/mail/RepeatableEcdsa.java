package org.recupera.mail;

import java.io.IOException;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcContentSignerBuilder;

/**
 * ECDSA that gives the same signature each time (RFC 6979).
 *
 * <p>The JDK's draws a random number for each, and a mail that is tried again would not be the same.
 */
final class RepeatableEcdsa extends BcContentSignerBuilder {

    private static final AlgorithmIdentifier ALGORITHM =
            new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");

    private RepeatableEcdsa() {
        super(ALGORITHM, new DefaultDigestAlgorithmIdentifierFinder().find(ALGORITHM));
    }

    static ContentSigner with(ECPrivateKey key) throws OperatorCreationException, IOException {
        return new RepeatableEcdsa().build(PrivateKeyFactory.createKey(key.getEncoded()));
    }

    @Override
    protected Signer createSigner(AlgorithmIdentifier signature, AlgorithmIdentifier digest) {
        return new DSADigestSigner(new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())), new SHA256Digest());
    }
}
