package org.recupera.mail;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The test's class path, as modules and with gaps. */
final class Modules {

    static final Set<String> WITHOUT_SMIME = Set.of(
            "org.recupera.mail",
            "org.recupera",
            "jakarta.mail",
            "jakarta.activation",
            "org.eclipse.angus.mail",
            "org.eclipse.angus.activation",
            "org.slf4j",
            "org.bouncycastle.provider",
            "com.samskivert.jmustache",
            "com.fasterxml.jackson.core",
            "com.fasterxml.jackson.annotation",
            "com.fasterxml.jackson.databind");

    static final Set<String> WITH_SMIME = with(WITHOUT_SMIME, "org.bouncycastle.pkix", "org.bouncycastle.util");

    private Modules() {}

    /** Resolves some modules among those that are there, and gives the loader of them all. */
    static ClassLoader resolved(Set<String> roots, Set<String> there) {
        Path[] paths = classPath()
                .filter(path -> namesIn(path).anyMatch(there::contains))
                .toArray(Path[]::new);
        Configuration modules =
                ModuleLayer.boot().configuration().resolveAndBind(ModuleFinder.of(paths), ModuleFinder.of(), roots);
        return ModuleLayer.defineModulesWithOneLoader(
                        modules, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
                .layer()
                .findLoader("org.recupera.mail");
    }

    static URL[] classPathWithout(String... names) {
        return classPath()
                .filter(path -> namesIn(path).noneMatch(Set.of(names)::contains))
                .map(Modules::url)
                .toArray(URL[]::new);
    }

    private static Stream<Path> classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of)
                .filter(Files::exists);
    }

    private static Stream<String> namesIn(Path path) {
        try {
            return ModuleFinder.of(path).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .map(ModuleDescriptor::name);
        } catch (FindException noModule) {
            return Stream.empty();
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(List.of(more));
        return all;
    }
}
