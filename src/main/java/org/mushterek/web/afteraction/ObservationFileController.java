package org.mushterek.web.afteraction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.ObservationFiles;
import org.mushterek.afteraction.ObservationReviewProcess;
import org.mushterek.file.FileIntake;
import org.mushterek.file.KeptFile;
import org.mushterek.file.VirusScan;
import org.mushterek.security.Account;
import org.mushterek.web.FileAnswer;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of an observation; who may read it may open them. */
@RestController
@WithinProcess(ObservationReviewProcess.ID)
@RequestMapping("/api/observations/{number}/attachments")
@Tag(name = "After action")
class ObservationFileController {

    private final ObservationFiles files;

    ObservationFileController(ObservationFiles files) {
        this.files = files;
    }

    /** @param addedBy the account; of another side's file the code of the side */
    record ShownFile(
            String id,
            String name,
            String mediaType,
            int size,
            String sha256,
            VirusScan.Verdict scan,
            String addedBy,
            Instant addedAt) {

        static ShownFile of(KeptFile file) {
            return new ShownFile(
                    file.id(),
                    file.name(),
                    file.type().mediaType(),
                    file.size(),
                    file.sha256(),
                    file.scan(),
                    file.addedBy(),
                    file.addedAt());
        }
    }

    /** @param mayChange whether the account may add and remove now */
    record ShownFiles(List<ShownFile> items, FileIntake.Limits limits, boolean mayChange) {}

    @Operation(summary = "List the files of an observation")
    @GetMapping
    ShownFiles list(Account account, @PathVariable String number) {
        var page = files.list(account, number);
        return new ShownFiles(page.items().stream().map(ShownFile::of).toList(), page.limits(), page.mayChange());
    }

    @Operation(
            summary = "Add a PDF, JPEG or PNG file to an observation",
            description =
                    "Its writer while nobody has decided on it, lessons officers of its side until it is released;"
                            + " files are released with it. The type is told by the content. The same file is kept once:"
                            + " whoever repeats the request gets 200 and the file that is there.")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ShownFile> add(
            Account account, @PathVariable String number, @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var added = files.add(
                account,
                number,
                file == null ? null : file.getOriginalFilename(),
                file == null ? null : file.getBytes());
        return FileAnswer.added(
                        added.isNew(),
                        "/api/observations/" + number,
                        added.file().id())
                .body(ShownFile.of(added.file()));
    }

    @Operation(summary = "Open a file of an observation; the audit notes who did")
    @GetMapping("/{id}")
    ResponseEntity<byte[]> open(Account account, @PathVariable String number, @PathVariable String id) {
        var file = files.open(account, number, id);
        return FileAnswer.of(file.name(), file.type(), file.content());
    }

    @Operation(summary = "Remove a file of an observation that is not released")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Account account, @PathVariable String number, @PathVariable String id) {
        files.remove(account, number, id);
    }
}
