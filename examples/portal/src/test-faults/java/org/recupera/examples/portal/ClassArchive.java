package org.recupera.examples.portal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The portal's classes as one file that every process maps, so that it starts in two thirds of the time.
 *
 * @param classPath the test's, with jars in the place of folders, which cannot be archived
 * @param file the archive, which is there once {@link #made} has ended
 */
record ClassArchive(String classPath, Path file) {

    static ClassArchive in(Path folder) {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(entry))) {
                String packed =
                        folder.resolve("classes-" + jars.size() + ".jar").toString();
                if (jar.run(System.out, System.err, "cf", packed, "-C", entry, ".") != 0) {
                    throw new AssertionError(entry + " cannot be packed");
                }
                jars.add(packed);
            } else {
                jars.add(entry);
            }
        }
        return new ClassArchive(String.join(File.pathSeparator, jars), folder.resolve("classes.jsa"));
    }

    /** Options of the process that makes the archive, when it ends. */
    List<String> making() {
        return List.of("-XX:ArchiveClassesAtExit=" + file, "-cp", classPath);
    }

    /** Options of all others. */
    List<String> mapping() {
        return List.of("-XX:SharedArchiveFile=" + file, "-cp", classPath);
    }
}
