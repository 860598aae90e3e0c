package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What uses a database is tested on each kind of database. */
class TestDatabaseTest {

    /** What only one kind of database says of a statement. */
    private static final Set<String> OF_H2_ALONE = Set.of("StartMessageIndexTest.java");

    private static List<Path> tests() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> !OF_H2_ALONE.contains(file.getFileName().toString()))
                    .filter(file -> !file.endsWith(Path.of("build", "TestDatabaseTest.java")))
                    .toList();
        }
    }

    @Test
    void isTheOnlyDatabaseOfTestsWithoutAProgram() throws IOException {
        for (var test : tests()) {
            assertThat(Files.readString(test))
                    .as(test + " takes its database from TestDatabase")
                    .doesNotContain("jdbc:h2", "EmbeddedDatabaseBuilder");
        }
    }

    @Test
    void marksEachTestThatTakesADatabaseForBothKinds() throws IOException {
        var found = 0;
        for (var test : tests()) {
            var text = Files.readString(test);
            if (text.contains("TestDatabase.fresh(")) {
                found++;
                assertThat(text).as(test.toString()).contains("@Tag(TestDatabase.TAG)");
            }
        }
        assertThat(found).isGreaterThan(8);
    }
}
