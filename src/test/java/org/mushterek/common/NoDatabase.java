package org.mushterek.common;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Begins and ends transactions without anything in them. */
final class NoDatabase extends AbstractPlatformTransactionManager {

    private transient boolean isOpen;

    @Override
    protected Object doGetTransaction() {
        return new Object();
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
        return isOpen;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        isOpen = true;
    }

    @Override
    protected Object doSuspend(Object transaction) {
        isOpen = false;
        return transaction;
    }

    @Override
    protected void doResume(@Nullable Object transaction, Object suspended) {
        isOpen = true;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        isOpen = false;
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        isOpen = false;
    }
}
