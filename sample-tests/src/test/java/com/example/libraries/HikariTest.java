package com.example.libraries;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.timeloop.junit.VirtualTime;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

/** A connection pool with threads of its own, and a database with locks of its own. */
@VirtualTime
class HikariTest {
    private final Stopwatch watch = new Stopwatch();

    private static HikariDataSource poolOfOne() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:");
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(1500);
        return new HikariDataSource(config);
    }

    @Test
    void aSecondConnectionTimesOut() throws Exception {
        try (HikariDataSource pool = poolOfOne();
                Connection first = pool.getConnection()) {
            assertThat(first.isValid(1)).isTrue();

            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("request timed out after 1500ms");

            assertThat(watch.elapsed()).isEqualTo(ofMillis(1500));
        }
    }

    @Test
    void aSecondConnectionComesOnceTheFirstIsGivenBack() throws Exception {
        try (HikariDataSource pool = poolOfOne()) {
            Connection first = pool.getConnection();
            Thread other = new Thread(() -> givesBackAfter(700, first));
            other.start();

            pool.getConnection().close();

            assertThat(watch.elapsed()).isEqualTo(ofMillis(700));
            other.join();
        }
    }

    private static void givesBackAfter(long millis, Connection connection) {
        try {
            Thread.sleep(millis);
            connection.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
