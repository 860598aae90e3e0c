package org.mushterek.web.calendar;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.mushterek.calendar.CalendarDecreeProcess;
import org.mushterek.calendar.CalendarDecrees;
import org.mushterek.calendar.CalendarDecrees.ShownDecree;
import org.mushterek.calendar.CalendarTasks;
import org.mushterek.calendar.DecreeContent;
import org.mushterek.calendar.DecreePreview;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.common.ToldFinding;
import org.mushterek.security.Account;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Decrees over the calendar of the account's own side; what is in effect, both sides read. */
@RestController
@WithinProcess(CalendarDecreeProcess.ID)
@RequestMapping("/api/calendars/{side}")
@Tag(name = "Calendars")
class DecreeController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final CalendarDecrees decrees;
    private final CalendarTasks shown;
    private final Sides sides;

    DecreeController(CalendarDecrees decrees, CalendarTasks shown, Sides sides) {
        this.decrees = decrees;
        this.shown = shown;
        this.sides = sides;
    }

    @Operation(
            summary = "List the decrees over a side's calendar, latest first",
            description = "Of the other side what is in effect; of the own side, for those who work on decrees, all of"
                    + " them with what happened to each.")
    @GetMapping("/decrees")
    List<ShownDecree> list(Account account, @PathVariable String side) {
        if (sides.find(side).isEmpty()) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "calendar.decree.unknown");
        }
        return decrees.list(account, side);
    }

    @Operation(summary = "Read a decree")
    @GetMapping("/decrees/{number}")
    ShownDecree read(Account account, @PathVariable String side, @PathVariable String number) {
        return decrees.read(account, side, number);
    }

    @Operation(
            summary = "Record a decree, which waits for its second officer",
            description = "Legal officers and the registry, for their own side. A second person confirms it in the task"
                    + " `userTask_confirmDecree`; then it takes effect and open due dates move.")
    @PostMapping("/decrees")
    ResponseEntity<ShownDecree> record(Account account, @PathVariable String side, @RequestBody DecreeContent content) {
        return created(decrees.record(account, side, content));
    }

    @Operation(summary = "Tell which days a decree would change, without recording it")
    @PostMapping("/decree-previews")
    DecreePreview preview(Account account, @PathVariable String side, @RequestBody DecreeContent content) {
        return shown.told(decrees.preview(account, side, content), account.language());
    }

    @Operation(summary = "Discard a decree that has not taken effect")
    @PostMapping("/decrees/{number}/discarding")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Account account, @PathVariable String side, @PathVariable String number) {
        decrees.discard(account, side, number);
    }

    @Operation(
            summary = "Record a whole year from a file, which waits for its second officer",
            description = "The file is as the shipped ones: side, year, weekend, what the law does with holidays, and"
                    + " a row for each statement with its source; or a CSV file or workbook with the columns from, to,"
                    + " kind, holiday, religious, estimated, closed_from and source; or an iCalendar file with an event"
                    + " for each statement. Tables and calendars take the weekend and what the law does from the side's"
                    + " latest year. Nothing is stored unless every row is sound; each"
                    + " fault names its row. In effect, it replaces all that was on record for its year.")
    @PostMapping(
            path = "/years",
            consumes = {
                "application/yaml",
                "application/x-yaml",
                "text/yaml",
                "text/plain",
                "text/csv",
                "text/calendar",
                WORKBOOK
            })
    ResponseEntity<ShownDecree> load(
            Account account,
            @PathVariable String side,
            @Parameter(description = "What the decree is: who gave it and under which number") @RequestParam
                    String reference,
            @Parameter(description = "The date the decree bears, as `2027-12-20`") @RequestParam LocalDate issuedOn,
            @RequestBody byte[] file) {
        return created(decrees.load(account, side, reference, issuedOn, file));
    }

    /**
     * What a year's file would do.
     *
     * @param findings what stands against it, by rows
     * @param changes told only where nothing stands against it
     * @param file the year in the form in which it would be kept
     */
    record YearPreview(List<ToldFinding> findings, List<DecreePreview.ChangedDay> changes, String file) {}

    @Operation(
            summary = "Tell which days a year's file would change, row by row what is wrong, without recording it",
            description = "Takes the same files; `file` is the year in the form in which it would be kept.")
    @PostMapping(
            path = "/year-previews",
            consumes = {
                "application/yaml",
                "application/x-yaml",
                "text/yaml",
                "text/plain",
                "text/csv",
                "text/calendar",
                WORKBOOK
            })
    YearPreview previewYear(Account account, @PathVariable String side, @RequestBody byte[] file) {
        var year = decrees.previewYear(account, side, file);
        var told = shown.told(year.preview(), account.language());
        return new YearPreview(told.findings(), told.changes(), year.file());
    }

    private static ResponseEntity<ShownDecree> created(ShownDecree decree) {
        return ResponseEntity.created(URI.create("/api/calendars/" + decree.side() + "/decrees/" + decree.number()))
                .body(decree);
    }
}
