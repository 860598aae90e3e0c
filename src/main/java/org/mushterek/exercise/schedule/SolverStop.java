package org.mushterek.exercise.schedule;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverSolutionCallback;
import com.google.ortools.sat.CpSolverStatus;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ends the searches that run, and keeps others from beginning. May be called from any thread. */
final class SolverStop implements Runnable {

    private final BooleanSupplier outside;
    private final Set<CpSolver> running = new HashSet<>();
    private boolean stopped;

    /** @param outside is asked often whether all is to end for another reason */
    SolverStop(BooleanSupplier outside) {
        this.outside = outside;
    }

    @Override
    public synchronized void run() {
        stopped = true;
        running.forEach(CpSolver::stopSearch);
    }

    boolean isStopped() {
        synchronized (this) {
            if (stopped) {
                return true;
            }
        }
        return outside.getAsBoolean();
    }

    /** Runs a search, which ends without an answer when it is stopped. */
    CpSolverStatus solve(CpSolver solver, CpModel model, @Nullable CpSolverSolutionCallback callback) {
        synchronized (this) {
            if (stopped) {
                return CpSolverStatus.UNKNOWN;
            }
            running.add(solver);
        }
        try {
            return callback == null ? solver.solve(model) : solver.solve(model, callback);
        } finally {
            synchronized (this) {
                running.remove(solver);
            }
        }
    }
}
