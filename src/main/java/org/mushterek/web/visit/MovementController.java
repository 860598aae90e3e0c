package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Texts;
import org.mushterek.common.ToldFinding;
import org.mushterek.security.Account;
import org.mushterek.visit.Movements;
import org.mushterek.visit.Movements.Outcome;
import org.mushterek.visit.Movements.Standing;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.web.Slice;
import org.mushterek.web.security.WithinProcess;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Arrivals in the host state and departures from it: recorded by the host, read by both sides. */
@RestController
@WithinProcess(VisitPermitProcess.ID)
@RequestMapping("/api")
@Tag(name = "Visit requests")
class MovementController {

    private static final int LARGEST_PAGE = 200;

    /** So many entries, the latest, stand in an answer that is asked for no part of them. */
    private static final int LATEST = 50;

    private final Movements movements;
    private final Texts texts;

    MovementController(Movements movements, Texts texts) {
        this.movements = movements;
        this.texts = texts;
    }

    /** @param rows at most 100 */
    record Batch(@Nullable List<Movements.@Nullable Row> rows) {}

    /**
     * What became of one row.
     *
     * @param no of the entry; null where it was refused
     * @param findings why it was refused: rule, source and cure
     */
    record RowResult(
            @Nullable Integer line,
            Outcome outcome,
            @Nullable Integer no,
            List<ToldFinding> findings) {}

    /** @param results in the order of the rows */
    record Recorded(List<RowResult> results, Standing standing) {}

    /** @param text why, for both sides */
    record Strike(@Nullable String text) {}

    @Operation(
            summary =
                    "List visits to the account's side with persons in the country, and those whose permit is suspended",
            description =
                    "For the host's border, registry and guards, by their last days, whether their permit still holds or"
                            + " not; empty for everybody else. No names.")
    @GetMapping("/present-visits")
    Movements.GateVisits atGate(
            Account account,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        return movements.atGate(account, Math.max(0, offset), Math.max(1, Math.min(LARGEST_PAGE, limit)));
    }

    @Operation(
            summary = "Read who of a permit has arrived and departed",
            description =
                    "For the host's officers and guards. Persons are named as lists name them, each with the latest"
                            + " entry that stands (`last`); of all `entries` (`total`) a part, the latest first;"
                            + " whoever reads on asks for those `before` the last one.")
    @GetMapping("/host-cases/{number}/movements")
    Standing read(
            Account account,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Integer before,
            @RequestParam(defaultValue = "50") int limit) {
        var entries = new Slice(0, limit);
        return movements.read(account, number, before, entries.limit());
    }

    @Operation(
            summary = "Read who of a request's permit has arrived at the host and departed",
            description = "For the sending side's officers; who recorded it is not told. Entries as for the host.")
    @GetMapping("/visit-requests/{number}/movements")
    Standing readOwn(
            Account account,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Integer before,
            @RequestParam(defaultValue = "50") int limit) {
        var entries = new Slice(0, limit);
        return movements.readOwn(account, number, before, entries.limit());
    }

    @Operation(
            summary = "Record arrivals and departures, with a result for each",
            description =
                    "For the host's border, registry and guards, up to 100 rows. `kind` is ARRIVED or DEPARTED, `at` a time by the"
                            + " host's clock (`2027-05-24T08:15`, or `08:15` of today there; without it, now), `place` a crossing point, airfield or port."
                            + " A row that is refused leaves the others; the same entry again is the one that is there.")
    @PostMapping("/host-cases/{number}/movements")
    @Transactional
    Recorded record(Account account, @PathVariable String number, @RequestBody Batch batch) {
        var results = movements.record(account, number, batch.rows()).stream()
                .map(result -> new RowResult(
                        result.line(),
                        result.outcome(),
                        result.no(),
                        result.findings().stream()
                                .map(finding -> texts.say(finding, account.language()))
                                .toList()))
                .toList();
        return new Recorded(results, movements.read(account, number, null, LATEST));
    }

    @Operation(
            summary = "Strike out an arrival or departure that was recorded by mistake",
            description = "For the host's border, registry and guards. It stays readable with `text`, which says why.")
    @PostMapping("/host-cases/{number}/movements/{no}/strike")
    @Transactional
    Standing strike(Account account, @PathVariable String number, @PathVariable int no, @RequestBody Strike strike) {
        movements.strike(account, number, no, strike.text());
        return movements.read(account, number, null, LATEST);
    }
}
