package org.mushterek.engine.guard;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.mushterek.common.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the engine keeps and logs of a job that failed: what kind of fault it was and where, and none of its words, which may
 * quote what stands in a row or what a person wrote.
 */
@Component
public class FailedJobs extends AbstractProcessEnginePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(FailedJobs.class);

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setFailedJobCommandFactory((job, fault) -> new DefaultJobRetryCmd(job, withoutWords(fault)));
        // One for all engines of the JVM; what it does depends on none of them.
        ExecuteJobHelper.LOGGING_HANDLER = FailedJobs::log;
    }

    private static void log(String job, Throwable fault) {
        if (fault instanceof OptimisticLockingException) {
            // Another has changed the case at the same time: no attempt is lost, and nobody has to look.
            LOG.debug("Job {} is done again", job);
        } else {
            LOG.warn("Job {} failed with {}", job, Faults.whereOf(fault));
        }
    }

    /** The engine tells by this kind that no attempt is lost, and its words name rows of the engine alone. */
    private static Throwable withoutWords(Throwable fault) {
        return fault instanceof OptimisticLockingException ? fault : new WithoutWords(fault);
    }

    /** Stands for a fault and its causes. */
    private static final class WithoutWords extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WithoutWords(Throwable fault) {
            super(
                    fault.getClass().getName(),
                    fault.getCause() == null ? null : new WithoutWords(fault.getCause()),
                    false,
                    true);
            setStackTrace(fault.getStackTrace());
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
