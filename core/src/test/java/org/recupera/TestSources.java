package org.recupera;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The tests of all modules as they are written.
 *
 * <p>Read from the sources by the compiler's own parser: the other modules' tests are not on this module's class path, and
 * those that need a database, a browser or OpenSSL run in builds of their own.
 */
final class TestSources {

    private static final String CORE = "core";
    private static final Set<String> TESTS = names(
            Test.class,
            ParameterizedTest.class,
            RepeatedTest.class,
            TestFactory.class,
            TestTemplate.class,
            FuzzTest.class);
    private static final Set<String> SWITCHES = names(Disabled.class);

    /**
     * A test by its name.
     *
     * @param module the module's directory
     * @param type the fully qualified name of the class that runs it
     * @param method the method
     */
    record Name(String module, String type, String method) {

        @Override
        public String toString() {
            return module + ':' + type + '#' + method;
        }
    }

    /** A type and the file that it stands in. */
    private record Source(String module, CompilationUnitTree file, ClassTree type) {}

    private final Path root;
    private final Map<Path, Source> read = new HashMap<>();

    private TestSources(Path root) {
        this.root = root;
    }

    /**
     * The tests of a repository.
     *
     * @param root the directory in which its modules lie
     */
    static TestSources below(Path root) {
        return new TestSources(root);
    }

    /** Why no test of that name runs; nothing when one does. */
    Optional<String> flawOf(Name name) {
        Optional<Source> found = own(name.module(), name.type());
        if (found.isEmpty()) {
            return Optional.of(name + " names no class");
        }
        Source type = found.get();
        if (type.type().getModifiers().getFlags().contains(Modifier.ABSTRACT)) {
            return Optional.of(name + " names a class that does not run by itself");
        }
        for (Optional<Source> at = found; at.isPresent(); at = at.flatMap(this::superclass)) {
            Source declaring = at.get();
            List<MethodTree> methods = methods(declaring, name.method());
            if (!methods.isEmpty()) {
                return methods.stream().anyMatch(method -> isAnnotated(declaring, method.getModifiers(), TESTS))
                                && methods.stream()
                                        .noneMatch(method -> isAnnotated(declaring, method.getModifiers(), SWITCHES))
                        ? Optional.empty()
                        : Optional.of(name + " names a method that is no test, or one that is switched off");
            }
        }
        return Optional.of(name + " names no method");
    }

    private static List<MethodTree> methods(Source source, String name) {
        return source.type().getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> method.getName().contentEquals(name))
                .toList();
    }

    private Optional<Source> superclass(Source source) {
        Tree extended = source.type().getExtendsClause();
        return extended == null ? Optional.empty() : source(source.module(), qualified(source, extended.toString()));
    }

    /** An annotation counts for those on its own declaration, as it does for JUnit. */
    private boolean isAnnotated(Source source, ModifiersTree modifiers, Set<String> wanted) {
        return modifiers.getAnnotations().stream()
                .map(AnnotationTree::getAnnotationType)
                .map(type -> qualified(source, type.toString()))
                .anyMatch(type -> wanted.contains(type)
                        || source(source.module(), type)
                                .filter(composed ->
                                        isAnnotated(composed, composed.type().getModifiers(), wanted))
                                .isPresent());
    }

    private static String qualified(Source source, String name) {
        if (name.contains(".")) {
            return name;
        }
        return source.file().getImports().stream()
                .filter(imported -> !imported.isStatic())
                .map(ImportTree::getQualifiedIdentifier)
                .map(Tree::toString)
                .filter(imported -> imported.endsWith('.' + name))
                .findFirst()
                .orElseGet(() -> source.file().getPackageName() + "." + name);
    }

    /** In the module itself, or in the contract suites that core gives to all. */
    private Optional<Source> source(String module, String type) {
        return own(module, type).or(() -> own(CORE, type));
    }

    private Optional<Source> own(String module, String type) {
        return file(module, type).map(file -> parsed(module, file));
    }

    private Optional<Path> file(String module, String type) {
        Path sources = root.resolve(module).resolve("src");
        if (!Files.isDirectory(sources)) {
            return Optional.empty();
        }
        try (Stream<Path> sets = Files.list(sources)) {
            return sets.filter(set -> set.getFileName().toString().startsWith("test"))
                    .map(set -> set.resolve("java").resolve(type.replace('.', '/') + ".java"))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Source parsed(String module, Path file) {
        return read.computeIfAbsent(file, unread -> {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager files =
                    compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
                JavacTask task =
                        (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(unread));
                CompilationUnitTree unit = task.parse().iterator().next();
                return new Source(module, unit, (ClassTree) unit.getTypeDecls().get(0));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private static Set<String> names(Class<?>... annotations) {
        return Stream.of(annotations).map(Class::getName).collect(Collectors.toUnmodifiableSet());
    }
}
