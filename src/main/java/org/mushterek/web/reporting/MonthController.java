package org.mushterek.web.reporting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mushterek.reporting.MonthlyPaper;
import org.mushterek.security.Account;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The month's report on visits as a paper. */
@RestController
@RequestMapping("/api/reports/monthly-paper")
@Tag(name = "Reports")
class MonthController {

    private final MonthlyPaper paper;

    MonthController(MonthlyPaper paper) {
        this.paper = paper;
    }

    @Operation(summary = "Print the visits of a month in figures, in the three languages")
    @GetMapping(produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> print(
            Account account, @Parameter(description = "The month, as `2027-03`") @RequestParam String month) {
        var read = MonthRows.read(month);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("report-" + read + ".pdf")
                                .build()
                                .toString())
                .body(paper.of(account, read).content());
    }
}
