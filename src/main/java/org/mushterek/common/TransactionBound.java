package org.mushterek.common;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is kept for one transaction under a key: another one within it, or after it, sees nothing of it. */
class TransactionBound implements TransactionSynchronization {

    private final Object key;
    private final Object value;

    TransactionBound(Object key, Object value) {
        this.key = key;
        this.value = value;
    }

    /** Keeps itself. */
    TransactionBound(Object key) {
        this.key = key;
        this.value = this;
    }

    /** From now on the present transaction has it. */
    final void bind() {
        TransactionSynchronizationManager.bindResource(key, value);
        TransactionSynchronizationManager.registerSynchronization(this);
    }

    @Override
    public final void suspend() {
        TransactionSynchronizationManager.unbindResource(key);
    }

    @Override
    public final void resume() {
        TransactionSynchronizationManager.bindResource(key, value);
    }

    @Override
    public final void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(key);
    }
}
