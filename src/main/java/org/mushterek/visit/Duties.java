package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.visit.rule.OpenDuty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who confirmed which duty of a case. Nothing is deleted: confirmations die with what they were given for. */
@Repository
class Duties {

    /** As much of a wrong code as is repeated to whoever sent it. */
    private static final int LONGEST_CODE = 20;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final VisitStory story;
    private final Clock clock;

    Duties(JdbcClient database, JdbcTemplate batches, VisitStory story, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.story = story;
        this.clock = clock;
    }

    /** @param rule code of the rule ({@code MED-02}) */
    record Confirmation(String rule, String account, Instant at) {}

    /**
     * Takes the confirmations of an answer.
     *
     * @param due the duties that the answer has to confirm, as far as nobody has confirmed them
     * @throws Refusal INVALID where one of them stays open or the answer names another one; nothing is kept then
     */
    void confirm(Account officer, String number, int revision, String side, List<OpenDuty> due, TaskAnswer answer) {
        var given = new LinkedHashSet<String>();
        if (answer.duties() != null) {
            answer.duties().forEach(code -> given.add(String.valueOf(code)));
        }
        var confirmed = due.isEmpty() ? List.<Confirmation>of() : confirmed(number, revision, side);
        var open = due.stream().filter(duty -> find(confirmed, duty).isEmpty()).toList();
        var findings = new ArrayList<Finding>();
        for (var duty : open) {
            if (!given.contains(duty.code())) {
                findings.add(new Finding(
                        duty.code(),
                        "duties/" + duty.code(),
                        Message.of("visit.dutyOpen").with("duty", duty.text()),
                        Message.of("visit.dutyOpen.cure").with("rule", duty.code()),
                        duty.rule().source()));
            }
        }
        for (var code : given) {
            if (due.stream().noneMatch(duty -> duty.code().equals(code))) {
                var shown = code.length() > LONGEST_CODE ? code.substring(0, LONGEST_CODE) : code;
                findings.add(new Finding(
                        "visit.dutyUnknown",
                        "duties",
                        Message.of("visit.dutyUnknown").with("rule", shown),
                        Message.of("visit.dutyUnknown.cure")
                                .with(
                                        "rules",
                                        due.isEmpty()
                                                ? "–"
                                                : due.stream()
                                                        .map(OpenDuty::code)
                                                        .collect(Collectors.joining(", "))),
                        null));
            }
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.answerIncomplete"), findings);
        }
        if (!open.isEmpty()) {
            keep(officer, number, revision, side, open);
        }
    }

    private void keep(Account officer, String number, int revision, String side, List<OpenDuty> done) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        batches.batchUpdate(
                "insert into visit_duty (request_number, revision, side, rule_id, confirmed_by, confirmed_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                done.stream()
                        .map(duty -> new Object[] {number, revision, side, duty.code(), officer.id(), now})
                        .toList());
        story.tell(
                number,
                side,
                officer.id(),
                "dutyConfirmed",
                done.stream().map(OpenDuty::code).collect(Collectors.joining(",")));
    }

    /** What holds for a revision on one side, in the order of the rules' codes. */
    List<Confirmation> confirmed(String number, int revision, String side) {
        return database.sql("select rule_id, confirmed_by, confirmed_at from visit_duty where request_number = ?"
                        + " and revision = ? and side = ? and died_at is null order by rule_id")
                .params(number, revision, side)
                .query((row, n) -> new Confirmation(
                        row.getString("rule_id"),
                        row.getString("confirmed_by"),
                        row.getObject("confirmed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    static Optional<Confirmation> find(List<Confirmation> confirmed, OpenDuty duty) {
        return confirmed.stream()
                .filter(confirmation -> confirmation.rule().equals(duty.code()))
                .findFirst();
    }

    /** The request is submitted anew: what was confirmed before was confirmed of something else. */
    void die(String number, String side) {
        database.sql("update visit_duty set died_at = ? where request_number = ? and side = ? and died_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), number, side)
                .update();
    }
}
