package org.mushterek.engine.afteraction;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.mushterek.afteraction.ActionOfferProcess;
import org.mushterek.afteraction.AfterActionProcesses;
import org.mushterek.afteraction.AfterActionReportProcess;
import org.mushterek.afteraction.CorrectiveActionProcess;
import org.mushterek.afteraction.ObservationMergingProcess;
import org.mushterek.afteraction.ObservationReviewProcess;
import org.mushterek.common.Parties;
import org.mushterek.common.Side;
import org.mushterek.engine.EngineWork;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The processes after an exercise: the reports for the parties together, what is one side's own for that side alone. */
@Component
class EngineAfterActionProcesses implements AfterActionProcesses {

    private final RuntimeService runtime;
    private final EngineWork engineWork;

    EngineAfterActionProcesses(@Lazy RuntimeService runtime, EngineWork engineWork) {
        this.runtime = runtime;
        this.engineWork = engineWork;
    }

    @Override
    public void openReport(String number, Parties parties, Side host) {
        start(
                AfterActionReportProcess.EXERCISE_ENDED,
                number,
                parties.tenant(),
                Map.of(
                        AfterActionReportProcess.OPENER,
                        host.tenant(),
                        AfterActionReportProcess.REPORT_RETURNED,
                        false));
    }

    @Override
    public void stopReport(String number, Parties parties) {
        tell(AfterActionReportProcess.ENDEX_TAKEN_BACK, number, parties.tenant());
    }

    @Override
    public void openReview(String number, Side owner) {
        start(ObservationReviewProcess.OBSERVATION_SUBMITTED, number, owner.tenant(), Map.of());
    }

    @Override
    public void stopReview(String number, Side owner) {
        tell(ObservationReviewProcess.OBSERVATION_WITHDRAWN, number, owner.tenant());
    }

    @Override
    public void openAction(String number, Side owner, String body) {
        start(
                CorrectiveActionProcess.ACTION_TASKED,
                number,
                owner.tenant(),
                Map.of(CorrectiveActionProcess.ACTION_BODY, body));
    }

    @Override
    public void stopAction(String number, Side owner) {
        tell(CorrectiveActionProcess.ACTION_CANCELLED, number, owner.tenant());
    }

    @Override
    public void openOffer(String number, Parties parties, Side asked) {
        start(
                ActionOfferProcess.ACTION_OFFERED,
                number,
                parties.tenant(),
                Map.of(ActionOfferProcess.PARTY, asked.tenant()));
    }

    @Override
    public void stopOffer(String number, Parties parties) {
        tell(ActionOfferProcess.OFFER_WITHDRAWN, number, parties.tenant());
    }

    @Override
    public void openMerging(String number, Parties parties, Side opener) {
        start(
                ObservationMergingProcess.MERGING_PROPOSED,
                number,
                parties.tenant(),
                Map.of(
                        ObservationMergingProcess.OPENER,
                        opener.tenant(),
                        ObservationMergingProcess.TEXT_RETURNED,
                        false));
    }

    @Override
    public void stopMerging(String number, Parties parties) {
        tell(ObservationMergingProcess.MERGING_WITHDRAWN, number, parties.tenant());
    }

    private void start(String message, String number, String tenant, Map<String, Object> answers) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(message)
                    .tenantId(tenant)
                    .processInstanceBusinessKey(number)
                    .setVariables(answers)
                    .correlateStartMessage();
        });
    }

    private void tell(String message, String number, String tenant) {
        engineWork.asSystem(() -> {
            runtime.createMessageCorrelation(message)
                    .tenantId(tenant)
                    .processInstanceBusinessKey(number)
                    .correlate();
        });
    }
}
