package org.mushterek.build;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes rows beside the program, and tells it that they are others. */
public final class ByHand {

    private ByHand() {}

    public static void change(JdbcClient database, String sql, @Nullable Object... values) {
        database.sql(sql).params(Arrays.asList(values)).update();
        database.sql("update shared_version set version = version + 1, token = ?")
                .param(UUID.randomUUID().toString())
                .update();
    }
}
