package org.mushterek.common;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction has to write and writes together, in one batch, just before it commits. A transaction that is rolled back
 * writes nothing, and a part of one that is taken back by itself leaves nothing to write. What comes while the last is being written, or outside a transaction, is written at once.
 *
 * @param <T> one piece of it
 */
public final class AtCommit<T> {

    /** After whatever else is done at the last moment, which may have something to write; only {@link FinalWrites} come later. */
    public static final int LAST = FinalWrites.LAST - 1;

    private final int order;
    private final Consumer<List<T>> write;
    private final Runnable after;

    /**
     * Gathers and writes.
     *
     * @param order among what is done before a commit, the lowest first
     * @param write is given everything in the order in which it was added, never nothing
     */
    public AtCommit(int order, Consumer<List<T>> write) {
        this(order, write, () -> {});
    }

    /**
     * Likewise.
     *
     * @param after is done once what was written is committed
     */
    public AtCommit(int order, Consumer<List<T>> write, Runnable after) {
        this.order = order;
        this.write = write;
        this.after = after;
    }

    /** Writes this with the rest of the transaction. */
    public void add(T piece) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            write.accept(List.of(piece));
            after.run();
            return;
        }
        var batch = batch();
        if (batch == null) {
            batch = new Batch();
            batch.bind();
            FinalWrites.expect();
        }
        batch.add(piece);
    }

    /** Writes now what this transaction has gathered, for whoever reads it before the commit. */
    public void writeNow() {
        var batch = batch();
        if (batch != null) {
            batch.write();
        }
    }

    /** That of the present transaction; null where it has gathered nothing yet. */
    @SuppressWarnings("unchecked")
    private @Nullable Batch batch() {
        return (Batch) TransactionSynchronizationManager.getResource(this);
    }

    private final class Batch extends TransactionBound {

        private final List<T> pieces = new ArrayList<>();
        private final Map<Object, List<T>> before = new IdentityHashMap<>();
        private boolean isLast;

        Batch() {
            super(AtCommit.this);
        }

        void add(T piece) {
            pieces.add(piece);
            if (isLast) {
                write();
            }
        }

        void write() {
            if (!pieces.isEmpty()) {
                var together = List.copyOf(pieces);
                pieces.clear();
                write.accept(together);
            }
        }

        @Override
        public void savepoint(Object savepoint) {
            before.put(savepoint, List.copyOf(pieces));
        }

        /** As it was then; of a savepoint that came before the first piece nothing was noted. */
        @Override
        public void savepointRollback(Object savepoint) {
            pieces.clear();
            pieces.addAll(before.getOrDefault(savepoint, List.of()));
        }

        @Override
        public int getOrder() {
            return order;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            isLast = true;
            FinalWrites.gather();
            write();
        }

        @Override
        public void afterCommit() {
            after.run();
        }
    }
}
