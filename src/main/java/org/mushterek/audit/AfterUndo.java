package org.mushterek.audit;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts on record what was refused: the refusal undoes all else, so it is told once the transaction is over, in one of its
 * own. A row of a call with many that is taken back by itself is undone too, though the rest of the transaction commits.
 */
@Component
public class AfterUndo {

    private final TransactionTemplate apart;

    /** Tells by transactions of this manager. */
    public AfterUndo(PlatformTransactionManager transactions) {
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Tells it if what is done now is undone; if it is committed after all, nothing is told. Outside a transaction there is
     * nothing to undo, and it is told at once.
     *
     * @param account who is refused; in whose stead it acts now stays on the record
     */
    public void tell(String account, Runnable words) {
        var principal = OnBehalf.of(account);
        Runnable told = () -> OnBehalf.during(account, principal, () -> {
            apart.executeWithoutResult(any -> words.run());
            return true;
        });
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new Told(told));
        } else {
            told.run();
        }
    }

    private static final class Told implements TransactionSynchronization {

        private final Runnable told;
        private final Set<Object> laterSavepoints = Collections.newSetFromMap(new IdentityHashMap<>());
        private boolean isTakenBack;

        Told(Runnable told) {
            this.told = told;
        }

        @Override
        public void savepoint(Object savepoint) {
            laterSavepoints.add(savepoint);
        }

        /** Back to a savepoint that was set after this leaves this as it was. */
        @Override
        public void savepointRollback(Object savepoint) {
            isTakenBack |= !laterSavepoints.contains(savepoint);
        }

        @Override
        public void afterCompletion(int status) {
            if (isTakenBack || status == STATUS_ROLLED_BACK) {
                told.run();
            }
        }
    }
}
