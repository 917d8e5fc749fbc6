package org.recupera;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use what. The two tables are the rule; change them only together with the design. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchitectureTest {

    private static final String ROOT = "org.recupera";

    /** Each package of the library and the packages of the library that it may use; the root may use all. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("attachment", Set.of("port", "profile")),
            entry("clamav", Set.of("port")),
            entry("conformance", Set.of("port")),
            entry("key", Set.of("port")),
            entry("limit", Set.of("port", "profile", "key")),
            entry("mailing", Set.of("port", "profile", "key", "work")),
            entry("memory", Set.of("port")),
            entry("metrics", Set.of("port")),
            entry("password", Set.of("port", "key")),
            entry("port", Set.of()),
            entry("profile", Set.of("port")),
            entry("recovery", Set.of("port", "profile", "password", "key", "work", "limit", "mailing")),
            entry("ticket", Set.of("port", "profile", "key", "work", "limit", "mailing", "attachment")),
            entry("work", Set.of("port", "key")));

    /** What every package may use beside the library. */
    private static final List<String> JDK = List.of("java..", "javax.crypto..", "org.jspecify..");

    private static final String JACKSON = "com.fasterxml.jackson..";

    /** What a package may use beside that; a package that is not named here may log. */
    private static final Map<String, Set<String>> THIRD_PARTIES = Map.of(
            "attachment", Set.of("org.slf4j..", "javax.imageio.."),
            "clamav", Set.of(),
            "conformance", Set.of("org.junit.jupiter..", "org.opentest4j.."),
            "key", Set.of("org.slf4j..", "org.bouncycastle.."),
            "metrics", Set.of("org.slf4j..", "io.micrometer.core.."),
            "password", Set.of("org.slf4j..", "org.bouncycastle.."),
            "port", Set.of(),
            "profile", Set.of("org.slf4j..", JACKSON, "com.samskivert.mustache.."),
            "ticket", Set.of("org.slf4j..", JACKSON),
            "work", Set.of("org.slf4j..", JACKSON));

    private static final Set<String> CLOCKS =
            Set.of("system", "systemUTC", "systemDefaultZone", "tickSeconds", "tickMinutes", "tickMillis");

    private static final Set<String> PROVIDERS = Set.of("addProvider", "insertProviderAt", "removeProvider");

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final JavaClasses LIBRARY_AND_KIT = new ClassFileImporter()
            .withImportOption(location -> ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
                    || location.contains("/org/recupera/conformance/"))
            .importPackages(ROOT);

    static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void A_package_uses_only_what_its_row_allows(String name) {
        List<String> allowed = new ArrayList<>(JDK);
        allowed.add(below(name));
        ARROWS.get(name).forEach(used -> allowed.add(below(used)));
        allowed.addAll(THIRD_PARTIES.getOrDefault(name, Set.of("org.slf4j..")));

        classes()
                .that()
                .resideInAPackage(below(name))
                .should()
                .onlyDependOnClassesThat(isIn(allowed))
                .check(LIBRARY_AND_KIT);
    }

    @Test
    void The_root_stands_on_the_library_the_platform_and_a_logger() {
        List<String> allowed = new ArrayList<>(JDK);
        allowed.add(ROOT + "..");
        allowed.add("org.slf4j..");

        classes()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .onlyDependOnClassesThat(isIn(allowed))
                .check(LIBRARY);
    }

    @Test
    void Every_package_has_a_row() {
        List<String> known = new ArrayList<>(List.of(ROOT));
        packages().map(ArchitectureTest::below).forEach(known::add);

        classes().should().resideInAnyPackage(known.toArray(String[]::new)).check(LIBRARY_AND_KIT);
    }

    @Test
    void No_packages_form_a_cycle() {
        slices().matching("org.recupera.(**)").should().beFreeOfCycles().check(LIBRARY_AND_KIT);
    }

    @Test
    void A_package_with_a_public_type_is_exported() {
        Set<String> exported =
                ModuleFinder.of(Path.of("target", "classes")).find(ROOT).orElseThrow().descriptor().exports().stream()
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet());

        assertThat(LIBRARY.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getPackageName))
                .as("packages with public types, against the exports of module-info.java")
                .isSubsetOf(exported);
    }

    @Test
    void Names_say_what_a_thing_does() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..helper..", "..helpers..", "..misc..")
                .orShould()
                .haveNameMatching(".*(Utils?|Manager|Impl|Helper)(\\$.*)?")
                .check(LIBRARY_AND_KIT);
    }

    @Test
    void Only_the_root_reads_a_clock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .accessTargetWhere(describe(
                        "the environment's clock is read",
                        access -> isNow(access)
                                || isMember(access, Clock.class, CLOCKS)
                                || isOneOf(
                                        access,
                                        "java.lang.System.currentTimeMillis()",
                                        "java.util.Date.<init>()",
                                        "java.util.Calendar.getInstance()")))
                .check(LIBRARY_AND_KIT);
    }

    @Test
    void Locale_and_charset_are_always_named() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "the environment's locale or charset is used",
                        access -> isOneOf(
                                access,
                                "java.lang.String.toLowerCase()",
                                "java.lang.String.toUpperCase()",
                                "java.lang.String.getBytes()",
                                "java.lang.String.<init>([B)")))
                .check(LIBRARY_AND_KIT);
    }

    @Test
    void The_host_keeps_its_console_and_its_security_providers() {
        noClasses()
                .should()
                .accessTargetWhere(describe(
                        "the console is written to, or a provider is registered",
                        access -> access.getName().equals("printStackTrace")
                                || isMember(access, System.class, Set.of("out", "err"))
                                || isMember(access, Security.class, PROVIDERS)))
                .check(LIBRARY_AND_KIT);
    }

    /** The library alone: the kit repeats a failed sequence of calls by its seed. */
    @Test
    void Chance_comes_from_the_one_secure_source() {
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "make predictable numbers",
                        type -> Stream.of(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
                                .anyMatch(type::isEquivalentTo)))
                .orShould()
                .accessTargetWhere(
                        describe("numbers are predictable", access -> isOneOf(access, "java.lang.Math.random()")))
                .check(LIBRARY);
    }

    private static String below(String name) {
        return ROOT + "." + name + "..";
    }

    private static DescribedPredicate<JavaClass> isIn(List<String> packages) {
        return resideInAnyPackage(packages.toArray(String[]::new)).as("are in %s", packages);
    }

    private static boolean isMember(JavaAccess<?> access, Class<?> owner, Set<String> names) {
        return access.getTargetOwner().isEquivalentTo(owner) && names.contains(access.getName());
    }

    private static boolean isOneOf(JavaAccess<?> access, String... fullNames) {
        return Set.of(fullNames).contains(access.getTarget().getFullName());
    }

    /** {@code now()} and {@code now(ZoneId)} of any {@code java.time} type; {@code now(Clock)} is fine. */
    private static boolean isNow(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("java.time")
                && access.getName().equals("now")
                && !access.getTarget().getFullName().endsWith("(java.time.Clock)");
    }
}
