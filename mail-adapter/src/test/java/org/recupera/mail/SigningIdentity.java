package org.recupera.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.recupera.port.EmailAddress;
import org.recupera.port.Secret;

/**
 * A key and its certificate, from an authority below a root: as a ministry gets them, or with one thing wrong.
 *
 * <p>Valid from 2026 to 2036 unless said otherwise.
 */
final class SigningIdentity {

    static final EmailAddress SENDER = new EmailAddress("no-responder@correo.example.hn");
    static final Secret PASSWORD = Secret.of("clave-de-firma");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-05T08:10:00Z"), ZoneOffset.UTC);

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    private static final KeyPair ROOT_KEYS = keys("EC secp256r1 root");
    private static final KeyPair ISSUER_KEYS = keys("EC secp256r1 issuer");

    static final X509Certificate ROOT = authority("CN=Raiz de prueba", ROOT_KEYS.getPrivate(), ROOT_KEYS, "Raiz");
    static final X509Certificate ISSUER =
            authority("CN=Raiz de prueba", ROOT_KEYS.getPrivate(), ISSUER_KEYS, "Emisora");

    private final KeyPair keys;
    private GeneralName[] names = {new GeneralName(GeneralName.rfc822Name, SENDER.value())};
    private String subject = "CN=Oficina de Contratacion,O=Prueba,C=HN";
    private Instant from = FROM;
    private Instant until = UNTIL;
    private int usage = KeyUsage.digitalSignature;
    private KeyPurposeId purpose = KeyPurposeId.id_kp_emailProtection;
    private boolean authority;
    private String algorithm = "SHA256withECDSA";
    private X509Certificate issuer = ISSUER;

    private SigningIdentity(KeyPair keys) {
        this.keys = keys;
    }

    /** {@code RSA 2048}, {@code EC secp256r1}, {@code Ed25519}; anything behind that makes another key of the kind. */
    static SigningIdentity of(String kind) {
        return new SigningIdentity(keys(kind));
    }

    static KeyPair keys(String kind) {
        return KEYS.computeIfAbsent(kind, k -> {
            String[] words = k.split(" ", -1);
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(words[0]);
                if (words[0].equals("EC")) {
                    generator.initialize(new ECGenParameterSpec(words[1]));
                } else if (words.length > 1) {
                    generator.initialize(Integer.parseInt(words[1]));
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    SigningIdentity names(GeneralName... names) {
        this.names = names;
        return this;
    }

    SigningIdentity subject(String subject) {
        this.subject = subject;
        return this;
    }

    SigningIdentity valid(String from, String until) {
        this.from = Instant.parse(from);
        this.until = Instant.parse(until);
        return this;
    }

    SigningIdentity usage(int usage) {
        this.usage = usage;
        return this;
    }

    SigningIdentity purpose(KeyPurposeId purpose) {
        this.purpose = purpose;
        return this;
    }

    SigningIdentity authority() {
        this.authority = true;
        return this;
    }

    SigningIdentity signedWith(String algorithm) {
        this.algorithm = algorithm;
        return this;
    }

    SigningIdentity issuedUntil(String end) {
        this.issuer =
                authority("CN=Raiz de prueba", ROOT_KEYS.getPrivate(), ISSUER_KEYS, "Emisora", Instant.parse(end));
        return this;
    }

    SmimeSigner signer() {
        return SmimeSigner.forSender(SENDER, CLOCK).fromPkcs12(pkcs12(), PASSWORD);
    }

    static SmimeSigner signer(byte[] pkcs12, Clock clock) {
        return SmimeSigner.forSender(SENDER, clock).fromPkcs12(new ByteArrayInputStream(pkcs12), PASSWORD);
    }

    InputStream pkcs12() {
        return pkcs12(Map.of("firma", keys.getPrivate()));
    }

    /** With several private keys, or one that is not the certificate's. */
    InputStream pkcs12(Map<String, PrivateKey> privateKeys) {
        return new ByteArrayInputStream(pkcs12Bytes(privateKeys));
    }

    byte[] pkcs12Bytes() {
        return pkcs12Bytes(Map.of("firma", keys.getPrivate()));
    }

    PrivateKey privateKey() {
        return keys.getPrivate();
    }

    List<X509Certificate> chain() {
        return List.of(certificate(), issuer);
    }

    private byte[] pkcs12Bytes(Map<String, PrivateKey> privateKeys) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = chain().toArray(Certificate[]::new);
            for (Map.Entry<String, PrivateKey> entry : new LinkedHashMap<>(privateKeys).entrySet()) {
                store.setKeyEntry(
                        entry.getKey(), entry.getValue(), PASSWORD.reveal().toCharArray(), chain);
            }
            if (privateKeys.isEmpty()) {
                store.setCertificateEntry("solo-certificado", chain[0]);
            }
            var out = new ByteArrayOutputStream();
            store.store(out, PASSWORD.reveal().toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate() {
        try {
            var builder = builder("CN=Emisora", subject, keys, from, until);
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            if (usage > 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            }
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            return signed(builder, ISSUER_KEYS.getPrivate(), algorithm);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate authority(String issuer, PrivateKey by, KeyPair keys, String name) {
        return authority(issuer, by, keys, name, UNTIL);
    }

    private static X509Certificate authority(String issuer, PrivateKey by, KeyPair keys, String name, Instant until) {
        try {
            String subject = name.equals("Raiz") ? issuer : "CN=" + name;
            var builder = builder(issuer, subject, keys, FROM, until);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            return signed(builder, by, "SHA256withECDSA");
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509v3CertificateBuilder builder(
            String issuer, String subject, KeyPair keys, Instant from, Instant until) {
        return new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from),
                Date.from(until),
                new X500Name(subject),
                keys.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey by, String algorithm) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(by)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
