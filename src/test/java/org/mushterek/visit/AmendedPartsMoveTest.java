package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mushterek.build.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Amendments of running cases have the places of the parts that they amend after the update. */
@Tag(TestDatabase.TAG)
class AmendedPartsMoveTest {

    @Test
    void givesEachAmendmentThePlaceOfThePartThatItAmends() {
        var source = TestDatabase.fresh();
        migrate(source, "93");
        var database = JdbcClient.create(source);
        // What is amended stands in tables of its own, which have nothing to do with the places.
        TestDatabase.ignoreReferences(database, "visit_group_part");
        TestDatabase.ignoreReferences(database, "visit_amendment");
        database.sql(
                        "insert into visit_group_part (request_number, group_number, part) values"
                                + " ('VIS-TUR-2027-0001', 'GRP-TUR-2027-0001', 1), ('VIS-TUR-2027-0002', 'GRP-TUR-2027-0001', 2)")
                .update();
        database.sql("insert into visit_amendment (request_number, amends) values"
                        + " ('VIS-TUR-2027-0004', 'VIS-TUR-2027-0002'), ('VIS-TUR-2027-0005', 'VIS-TUR-2027-0004'),"
                        + " ('VIS-TUR-2027-0006', 'VIS-TUR-2027-0005'), ('VIS-TUR-2027-0007', 'VIS-TUR-2027-0003')")
                .update();

        migrate(source, "96");

        assertThat(database.sql("select request_number || ' ' || coalesce(group_number || ' ' || part, 'stands alone')"
                                + " from visit_amendment order by request_number")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "VIS-TUR-2027-0004 GRP-TUR-2027-0001 2",
                        "VIS-TUR-2027-0005 GRP-TUR-2027-0001 2",
                        "VIS-TUR-2027-0006 GRP-TUR-2027-0001 2",
                        "VIS-TUR-2027-0007 stands alone");
    }

    private static void migrate(DataSource source, String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
