package org.mushterek.engine;

import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where the cases of one world came to, as far as it was committed: what the engine's history would tell, which keeps none. */
public final class ReachedNodes {

    private record Reached(@Nullable String businessKey, String process, String node) {}

    private final Queue<Reached> all = new ConcurrentLinkedQueue<>();

    void note(@Nullable String businessKey, String process, String node) {
        var reached = new Reached(businessKey, process, node);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            all.add(reached);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                all.add(reached);
            }
        });
    }

    /** How often any case came to the node. */
    public long times(String node) {
        return all.stream().filter(reached -> reached.node().equals(node)).count();
    }

    /** How often processes of the case came to the node. */
    public long times(String node, String businessKey) {
        return all.stream()
                .filter(reached -> reached.node().equals(node) && businessKey.equals(reached.businessKey()))
                .count();
    }

    /** The nodes of a process that any case came to. */
    public Set<String> of(String process) {
        return all.stream()
                .filter(reached -> reached.process().equals(process))
                .map(Reached::node)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
