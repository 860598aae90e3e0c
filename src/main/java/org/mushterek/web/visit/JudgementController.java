package org.mushterek.web.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.SendingSide;
import org.mushterek.visit.ToldJudgement;
import org.mushterek.visit.VisitContent;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.visit.VisitTasks;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.roster.RosterReader;
import org.mushterek.visit.roster.RosterReading;
import org.mushterek.web.security.WithinProcess;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Judges what is not a case yet, so that another system can ask before it opens one. */
@RestController
@WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID})
@RequestMapping("/api/visit-judgements")
@Tag(name = "Visit requests")
class JudgementController {

    private final SendingSide sendingSide;
    private final VisitTasks shown;
    private final ObjectMapper json;
    private final Clock clock;
    private final RosterReader rosters = new RosterReader();

    JudgementController(SendingSide sendingSide, VisitTasks shown, ObjectMapper json, Clock clock) {
        this.sendingSide = sendingSide;
        this.shown = shown;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A request that nobody has opened.
     *
     * @param roster the rows of a nominal roll as in a roster file in JSON; none where it is not known yet
     */
    record Unopened(
            @Nullable VisitContent content, @Nullable JsonNode roster) {}

    /** Every breach, what would satisfy it, and the earliest lawful start. Stores nothing. */
    @Operation(
            summary = "Judge a request that nobody has opened",
            description =
                    "Every breach with its cure, and the earliest lawful start on the host's calendar. Stores nothing.")
    @PostMapping
    ToldJudgement judge(Account account, @RequestBody Unopened request) throws JsonProcessingException {
        var content = request.content();
        if (content == null) {
            throw Refusal.of(Refusal.Kind.INVALID, Message.of("problem.missing").with("field", "content"));
        }
        var told = sendingSide.judgeUnopened(account, content, visitors(account, request.roster()));
        return shown.told(told.judgement(), told.earliest(), account.language());
    }

    private List<Visitor> visitors(Account account, @Nullable JsonNode roster) throws JsonProcessingException {
        if (roster == null || roster.isNull() || roster.isEmpty()) {
            return List.of();
        }
        var reading = rosters.read(
                json.writeValueAsBytes(roster),
                LocalDate.ofInstant(clock.instant(), account.side().zone()));
        if (reading instanceof RosterReading.Faulty faulty) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("visit.rosterFaulty").with("total", faulty.total()),
                    faulty.findings());
        }
        return ((RosterReading.Sound) reading).visitors();
    }
}
