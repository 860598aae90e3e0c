package org.mushterek.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.Side;
import org.mushterek.incident.rule.IncidentRuleBook;
import org.springframework.stereotype.Component;

/**
 * When the steps of an incident are due: what cannot wait by the clock, day and night, the rest by working days of the side whose step
 * it is. All are house choices.
 */
@Component
public class IncidentDeadlines implements OfficeSteps {

    private final IncidentRuleBook book;
    private final OfficeDeadlines offices;
    private final IncidentRows rows;
    private final Clock clock;

    IncidentDeadlines(IncidentRuleBook book, OfficeDeadlines offices, IncidentRows rows, Clock clock) {
        this.book = book;
        this.offices = offices;
        this.rows = rows;
        this.clock = clock;
    }

    private DatedParameters.On today() {
        return book.parameters().on(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** A case is judged by the numbers of the day on which it was opened. */
    private DatedParameters.On of(String number) {
        return book.parameters().on(rows.find(number).orElseThrow().parametersDate());
    }

    private Instant inHours(String number, String name) {
        return clock.instant().plus(Duration.ofHours(of(number).hours(name)));
    }

    public Instant recording(String number) {
        return inHours(number, "incident.recordingHours");
    }

    public Instant receipt(String number) {
        return inHours(number, "incident.receiptHours");
    }

    /** Counted from when the host learned of it; where that has passed already, as soon as the receipt is due. */
    public Instant writtenNotice(String number, Instant learnedAt) {
        var due = learnedAt.plus(Duration.ofHours(of(number).hours("incident.writtenNoticeHours")));
        var soonest = receipt(number);
        return due.isBefore(soonest) ? soonest : due;
    }

    public Instant coordination(String number) {
        return inHours(number, "incident.coordinationHours");
    }

    /** @param begins when the procedure was to begin */
    public Instant procedure(String number, Instant begins) {
        return begins.plus(Duration.ofHours(of(number).hours("incident.procedureHours")));
    }

    public Instant report(String number, Side host) {
        return offices.due(host, of(number).workingDays("incident.reportWorkingDays"));
    }

    public Instant reportReceipt(String number, Side sending) {
        return offices.due(sending, of(number).workingDays("incident.reportReceiptWorkingDays"));
    }

    public Instant closing(String number, Side host) {
        return offices.due(host, of(number).workingDays("incident.closingWorkingDays"));
    }

    @Override
    public String process() {
        return IncidentProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        return Map.of(
                IncidentProcess.HAND_OVER_REPORT, today().workingDays("incident.reportWorkingDays"),
                IncidentProcess.CONFIRM_REPORT, today().workingDays("incident.reportReceiptWorkingDays"),
                IncidentProcess.CLOSE_INCIDENT, today().workingDays("incident.closingWorkingDays"));
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        rows.lock(caseNumber);
        rows.tell(caseNumber, "system", side.code(), "dueDateMoved", Incident.Words.of(told));
    }
}
