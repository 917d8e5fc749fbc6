package org.recupera.mail;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What this adapter may use: the ports, and what it adapts to. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchitectureTest {

    private static final JavaClasses ADAPTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.recupera.mail");

    @Test
    void The_adapter_knows_only_the_ports() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.recupera.mail..",
                        "org.recupera.port..",
                        "jakarta.mail..",
                        "org.eclipse.angus.mail..",
                        "javax.crypto..",
                        "javax.net..",
                        "javax.security.auth.x500..",
                        "java..",
                        "org.bouncycastle..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(ADAPTER);
    }

    @Test
    void Bouncy_Castle_is_for_S_MIME_and_the_part_that_is_optional_for_signing_alone() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(CmsSignature.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(RepeatableEcdsa.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(SigningCertificate.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(CertifiedAddresses.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(ADAPTER);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(CmsSignature.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(RepeatableEcdsa.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bouncycastle.cms..",
                        "org.bouncycastle.cert..",
                        "org.bouncycastle.operator..",
                        "org.bouncycastle.asn1.cms..")
                .check(ADAPTER);
    }

    @Test
    void Instants_are_arguments() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(ADAPTER);
    }
}
