package org.mushterek.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mushterek.build.TestDatabase;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Tag(TestDatabase.TAG)
class AfterUndoTest {

    private final DataSource data = TestDatabase.fresh();
    private final DataSourceTransactionManager manager = new DataSourceTransactionManager(data);
    private final TransactionTemplate whole = new TransactionTemplate(manager);
    private final TransactionTemplate part = new TransactionTemplate(manager);
    private final AfterUndo afterUndo = new AfterUndo(manager);
    private final List<String> told = new ArrayList<>();

    AfterUndoTest() {
        part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    private void tell(String words) {
        afterUndo.tell("tur.planner", () -> told.add(words));
    }

    @Test
    void tellsWhatIsRolledBackOnceItIs() {
        whole.executeWithoutResult(work -> {
            tell("refused");
            assertThat(told).isEmpty();
            work.setRollbackOnly();
        });

        assertThat(told).containsExactly("refused");
    }

    @Test
    void tellsNothingOfWhatIsCommitted() {
        whole.executeWithoutResult(work -> tell("refused"));

        assertThat(told).isEmpty();
    }

    @Test
    void tellsOfThePartsAloneThatAreTakenBack() {
        whole.executeWithoutResult(work -> {
            tell("of the whole");
            part.executeWithoutResult(row -> tell("of a part that stays"));
            part.executeWithoutResult(row -> {
                tell("of a part that is taken back");
                row.setRollbackOnly();
            });
            part.executeWithoutResult(row -> {
                part.executeWithoutResult(within -> tell("of a part within it"));
                row.setRollbackOnly();
            });
            tell("of the rest");
            assertThat(told).isEmpty();
        });

        assertThat(told).containsExactly("of a part that is taken back", "of a part within it");
    }

    @Test
    void tellsAtOnceWhereNothingCanBeUndone() {
        tell("refused");

        assertThat(told).containsExactly("refused");
    }

    @Test
    void keepsInWhoseSteadItWas() {
        whole.executeWithoutResult(work -> {
            OnBehalf.during("tur.planner", "tur.chief", () -> {
                afterUndo.tell("tur.planner", () -> told.add(OnBehalf.of("tur.planner")));
                return true;
            });
            work.setRollbackOnly();
        });

        assertThat(told).containsExactly("tur.chief");
    }
}
