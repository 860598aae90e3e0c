package org.mushterek.web.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instrument;
import org.mushterek.agreement.InstrumentEntry;
import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.NewEntry;
import org.mushterek.security.Account;
import org.mushterek.web.VersionHeader;
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
@RequestMapping("/api/instruments")
class InstrumentController {

    private final Instruments instruments;

    InstrumentController(Instruments instruments) {
        this.instruments = instruments;
    }

    @GetMapping
    List<Instrument> all(Account account) {
        return instruments.all();
    }

    @GetMapping("/{code}")
    ResponseEntity<Instrument> read(Account account, @PathVariable String code) {
        return answer(HttpStatus.OK, instruments.get(code));
    }

    /** What was entered, in the order of its entry; the latest of a field counts. */
    @GetMapping("/{code}/entries")
    List<InstrumentEntry> entries(Account account, @PathVariable String code) {
        return instruments.entriesOf(instruments.get(code).code());
    }

    /** A legal officer of a party enters what is known: entry into force, an approval, a renewal, a notice. */
    @PostMapping("/{code}/entries")
    ResponseEntity<Instrument> enter(
            Account account,
            @PathVariable String code,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody NewEntry entry) {
        return answer(
                HttpStatus.CREATED, instruments.recordEntry(account, code, VersionHeader.version(ifMatch), entry));
    }

    private static ResponseEntity<Instrument> answer(HttpStatus status, Instrument instrument) {
        return ResponseEntity.status(status)
                .eTag("\"" + instrument.version() + "\"")
                .body(instrument);
    }
}
