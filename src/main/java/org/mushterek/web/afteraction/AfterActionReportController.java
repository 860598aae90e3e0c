package org.mushterek.web.afteraction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.mushterek.afteraction.AfterActionReportProcess;
import org.mushterek.afteraction.AfterActionReports;
import org.mushterek.afteraction.ObservationSheet;
import org.mushterek.afteraction.Report;
import org.mushterek.afteraction.ReportCase;
import org.mushterek.afteraction.ReportCase.Stage;
import org.mushterek.afteraction.ReportPaper;
import org.mushterek.security.Account;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reports on an exercise, as data, as paper and as a workbook. */
@RestController
@WithinProcess(AfterActionReportProcess.ID)
@RequestMapping("/api")
@Tag(name = "After action")
class AfterActionReportController {

    private final AfterActionReports reports;
    private final ReportPaper papers;
    private final ObservationSheet sheets;

    AfterActionReportController(AfterActionReports reports, ReportPaper papers, ObservationSheet sheets) {
        this.reports = reports;
        this.papers = papers;
        this.sheets = sheets;
    }

    /** Which edition of a report is read. */
    enum Edition {
        /** What every party reads and signs. */
        JOINT,
        /** With what is national to the account's side. */
        OWN
    }

    /** A case with what happened in it. */
    record ShownReportCase(ReportCase reportCase, List<AfterActionReports.Event> story) {}

    @Operation(summary = "List the reports on exercises of the account's side, latest first")
    @GetMapping("/after-action-reports")
    List<ReportCase> list(Account account) {
        return reports.list(account);
    }

    @Operation(summary = "Read where the reports on an exercise stand, with what happened")
    @GetMapping("/after-action-reports/{number}")
    ShownReportCase read(Account account, @PathVariable String number) {
        return new ShownReportCase(reports.read(account, number), reports.story(account, number));
    }

    @Operation(
            summary = "Read a report as data",
            description =
                    "As it was last submitted for signature or, before that, as it would be now. The edition `OWN` adds what"
                            + " is national to the account's side.")
    @GetMapping("/after-action-reports/{number}/report")
    Report report(
            Account account,
            @PathVariable String number,
            @RequestParam(defaultValue = "FIRST") Stage stage,
            @RequestParam(defaultValue = "JOINT") Edition edition) {
        return reports.report(account, number, stage, edition == Edition.OWN);
    }

    @Operation(summary = "Read a report as PDF; marked as a draft until every party has signed")
    @GetMapping(path = "/after-action-reports/{number}/paper", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> paper(
            Account account,
            @PathVariable String number,
            @RequestParam(defaultValue = "FIRST") Stage stage,
            @RequestParam(defaultValue = "JOINT") Edition edition) {
        var paper = papers.paper(account, number, stage, edition == Edition.OWN);
        return ResponseEntity.ok()
                .eTag("\"" + paper.sha256() + "\"")
                .header(
                        "Content-Disposition",
                        "inline; filename=\"" + fileName(account, number, stage, edition) + ".pdf\"")
                .body(paper.content());
    }

    private String fileName(Account account, String number, Stage stage, Edition edition) {
        return reports.read(account, number).number()
                + "-"
                + stage.name().toLowerCase(Locale.ROOT)
                + (edition == Edition.OWN ? "-" + account.side().tenant() : "");
    }

    @Operation(summary = "Read the observations and actions of an exercise as a workbook, in the account's language")
    @GetMapping(path = "/exercises/{code}/observations.xlsx", produces = ObservationController.WORKBOOK)
    ResponseEntity<byte[]> sheet(Account account, @PathVariable String code) {
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"observations.xlsx\"")
                .body(sheets.write(account, code));
    }
}
