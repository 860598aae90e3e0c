package org.mushterek.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mushterek.afteraction.ActionOfferProcess;
import org.mushterek.afteraction.AfterActionReportProcess;
import org.mushterek.afteraction.CorrectiveActionProcess;
import org.mushterek.afteraction.ObservationMergingProcess;
import org.mushterek.afteraction.ObservationReviewProcess;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.calendar.CalendarDecreeProcess;
import org.mushterek.exercise.DrillContinuationProcess;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.PlanningConferenceProcess;
import org.mushterek.incident.IncidentProcess;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;

/** What kind of case follows a process: what the numbers of such cases begin with. */
public final class CaseKinds {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry(VisitRequestProcess.ID, "VIS"),
            Map.entry(HostApprovalProcess.ID, "VIS"),
            Map.entry(VisitPermitProcess.ID, "VIS"),
            Map.entry(ExercisePlanningProcess.ID, "PLN"),
            Map.entry(PlanningConferenceProcess.ID, "PLN"),
            Map.entry(DrillSchedulingProcess.ID, "DRL"),
            Map.entry(DrillContinuationProcess.ID, "RSK"),
            Map.entry(MemorandumApprovalProcess.ID, "INS"),
            Map.entry(AfterActionReportProcess.ID, "AAR"),
            Map.entry(ObservationReviewProcess.ID, "OBS"),
            Map.entry(ObservationMergingProcess.ID, "MRG"),
            Map.entry(CorrectiveActionProcess.ID, "ACT"),
            Map.entry(ActionOfferProcess.ID, "OFR"),
            Map.entry(IncidentProcess.ID, "INC"),
            Map.entry(CalendarDecreeProcess.ID, "DEC"));

    private CaseKinds() {}

    /** The kind of the cases that follow a process; empty for a process that is none. */
    public static Optional<String> of(String process) {
        return Optional.ofNullable(KINDS.get(process));
    }

    /**
     * The processes of the cases that an account reads. Their steps tell of the cases, too: nobody learns of one that the
     * account's roles do not read.
     */
    public static Set<String> processesReadBy(Account account) {
        var kinds = Readers.kindsReadBy(account);
        return KINDS.entrySet().stream()
                .filter(entry -> kinds.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
