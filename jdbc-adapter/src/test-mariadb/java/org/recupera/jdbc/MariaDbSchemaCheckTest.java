package org.recupera.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mariadb")
class MariaDbSchemaCheckTest extends SchemaCheckContract {

    @AutoClose
    private static final TestDatabase DATABASE = MariaDb.newDatabase();

    @Override
    TestDatabase database() {
        return DATABASE;
    }

    @Test
    void The_servers_time_is_told_whatever_the_time_zone_of_the_session_is() {
        DataSource faraway = DATABASE.pool(config -> config.setConnectionInitSql("SET time_zone = '+05:45'"));
        for (JdbcStorage storage : new JdbcStorage[] {DATABASE.storage(), JdbcStorage.over(faraway)}) {
            assertThat(storage.now())
                    .hasValueSatisfying(
                            now -> assertThat(now).isCloseTo(Instant.now(), Assertions.within(Duration.ofSeconds(30))));
        }
    }
}
