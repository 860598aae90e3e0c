package org.mushterek.web.agreement;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.EntryField;
import org.mushterek.agreement.Instrument;
import org.mushterek.agreement.InstrumentEntry;
import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.agreement.NewEntry;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.web.VersionHeader;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The register of instruments: what is known of each, from which source, and what legal officers have entered. */
@RestController
@WithinProcess(MemorandumApprovalProcess.ID)
@RequestMapping("/api/instruments")
@Tag(name = "Instruments")
class InstrumentController {

    private final Instruments instruments;

    InstrumentController(Instruments instruments) {
        this.instruments = instruments;
    }

    /**
     * What somebody wants to enter, as it comes in.
     *
     * @param value as the field says; null takes the earlier entry back
     * @param reference where it can be read: number of a note or a gazette
     */
    record Entered(
            @Nullable EntryField field,
            @Nullable String party,
            @Nullable String value,
            @Nullable String reference) {}

    @Operation(summary = "List the instruments between the states, with what is known of each")
    @GetMapping
    List<Instrument> all(Account account) {
        return instruments.all();
    }

    @Operation(summary = "Read an instrument")
    @GetMapping("/{code}")
    ResponseEntity<Instrument> read(Account account, @PathVariable String code) {
        return answer(HttpStatus.OK, instruments.get(code));
    }

    /** What was entered, in the order of its entry; the latest of a field counts. */
    @Operation(summary = "List what legal officers have entered of an instrument, oldest first")
    @GetMapping("/{code}/entries")
    List<InstrumentEntry> entries(Account account, @PathVariable String code) {
        return instruments.entriesOf(instruments.get(code).code());
    }

    /** A legal officer of a party enters what is known: entry into force, an approval, a renewal, a notice. */
    @Operation(
            summary = "Enter what is known of an instrument",
            description = "Only a legal officer of a party. A value of null takes the earlier entry of the field back.")
    @PostMapping("/{code}/entries")
    ResponseEntity<Instrument> enter(
            Account account,
            @PathVariable String code,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Entered entered) {
        return answer(
                HttpStatus.CREATED,
                instruments.recordEntry(account, code, VersionHeader.version(ifMatch), entry(entered)));
    }

    private static NewEntry entry(Entered entered) {
        var field = entered.field();
        if (field == null) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("agreement.entry.invalid"),
                    List.of(new Finding(
                            "agreement.entry.fieldMissing",
                            "field",
                            Message.of("agreement.entry.fieldMissing"),
                            Message.of("agreement.entry.fieldMissing.cure")
                                    .with(
                                            "choices",
                                            Arrays.stream(EntryField.values())
                                                    .map(EntryField::name)
                                                    .collect(Collectors.joining(", "))),
                            null)));
        }
        return new NewEntry(
                field, entered.party(), entered.value(), entered.reference() == null ? "" : entered.reference());
    }

    private static ResponseEntity<Instrument> answer(HttpStatus status, Instrument instrument) {
        return ResponseEntity.status(status)
                .eTag(VersionHeader.eTag(instrument.version()))
                .body(instrument);
    }
}
