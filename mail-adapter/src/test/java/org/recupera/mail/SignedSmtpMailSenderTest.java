package org.recupera.mail;

import org.bouncycastle.asn1.x509.GeneralName;
import org.recupera.port.EmailAddress;

/** The same contract, with every mail signed twice. */
class SignedSmtpMailSenderTest extends SmtpMailSenderTest {

    private static final EmailAddress SENDER = new EmailAddress("portal@example.org");

    @Override
    SmtpMailSender.Builder builder(int port) {
        SigningIdentity identity =
                SigningIdentity.of("RSA 2048").names(new GeneralName(GeneralName.rfc822Name, SENDER.value()));
        return super.builder(port)
                .smime(SmimeSigner.forSender(SENDER, SigningIdentity.CLOCK)
                        .fromPkcs12(identity.pkcs12(), SigningIdentity.PASSWORD))
                .dkim(DkimSigner.forSender(SENDER)
                        .key("rsa", SigningIdentity.keys("RSA 2048").getPrivate())
                        .key("ed", SigningIdentity.keys("Ed25519").getPrivate())
                        .build());
    }
}
