package org.mushterek.agreement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentCase.State;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.file.FileIntake;
import org.mushterek.file.FileShelf;
import org.mushterek.file.FileShelf.Added;
import org.mushterek.file.FileShelf.Opened;
import org.mushterek.file.KeptFile;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The writings in which parties without officers here told their answers. Legal officers of the opener's side add and remove
 * them while the answer is not recorded; from then on they stay, and every party reads them.
 */
@Service
public class InstrumentDocuments {

    private final JdbcClient database;
    private final InstrumentApprovals approvals;
    private final FileIntake intake;
    private final FileShelf shelf;

    InstrumentDocuments(
            JdbcClient database, InstrumentApprovals approvals, FileIntake intake, FileShelf.Carpenter carpenter) {
        this.database = database;
        this.approvals = approvals;
        this.intake = intake;
        this.shelf = carpenter.shelf(new FileShelf.Place(
                "instrument_document",
                "number",
                "party",
                InstrumentSeals.FILE_NAME,
                InstrumentSeals.FILE,
                "agreement.document",
                "visit.fileIsNotAsKept"));
    }

    /** @throws Refusal NOT_FOUND where the account may not read the case */
    public List<InstrumentDocument> list(Account account, String number) {
        return shelf.inTransaction(() -> {
            approvals.read(account, number);
            return shelf.of(number).stream()
                    .map(file ->
                            InstrumentDocument.of(file.asReadBy(account.side().code())))
                    .toList();
        });
    }

    /**
     * Adds a file. The same content again is the same file: whoever repeats an upload that was interrupted does no harm.
     *
     * @param party whose answer it shows
     * @throws Refusal NOT_FOUND, FORBIDDEN, CONFLICT once the answer is recorded, INVALID with every fault, TOO_LARGE,
     *     UNACCEPTABLE where a scanner found something
     */
    public Added add(
            Account account, String number, @Nullable String party, @Nullable String name, byte @Nullable [] content) {
        var about = shelf.inTransaction(() -> mayAdd(account, number, party));
        var findings = new ArrayList<Finding>();
        if (party == null || !about.represented().contains(party)) {
            findings.add(AnswersOnBehalf.notRepresented(about.represented()));
        }
        var taken = intake.check(name, content, findings);
        if (taken.isEmpty() || !findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.fileInvalid"), findings);
        }
        var scanned = shelf.scan(account, number, taken.get());
        return shelf.inTransaction(() -> {
            // Nobody else adds until this is done, so that the limits hold.
            database.sql("select version from instrument_case where number = ? for update")
                    .param(number)
                    .query(Integer.class)
                    .single();
            mayAdd(account, number, party);
            return shelf.keep(account, number, party, account.side().code(), scanned);
        });
    }

    /**
     * Opens a file, which the audit notes. What no scanner has looked at is scanned now; where that fails, only the side that
     * added it opens it.
     *
     * @throws Refusal NOT_FOUND, CONFLICT where the content is not what was kept, UNACCEPTABLE where a scanner finds something
     */
    public Opened open(Account account, String number, String id) {
        return shelf.open(account, () -> find(account, number, id));
    }

    /** Removes a file of an answer that is not recorded. */
    public void remove(Account account, String number, String id) {
        shelf.inTransaction(() -> {
            var file = find(account, number, id);
            mayAdd(account, number, file.part());
            shelf.remove(account, file);
            return id;
        });
    }

    private InstrumentCase mayAdd(Account account, String number, @Nullable String party) {
        var about = approvals.read(account, number);
        InstrumentApprovals.mayWork(account);
        if (!account.isOf(about.side())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "agreement.case.notOpener");
        }
        if (about.state() != State.APPROVAL
                || about.answers().stream().anyMatch(answer -> answer.party().equals(party))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.answerRecorded");
        }
        return about;
    }

    private KeptFile find(Account account, String number, String id) {
        approvals.read(account, number);
        return shelf.find(number, id);
    }

    /**
     * The documents of a case in the order in which they were added, for whoever has been judged; the part of each is the party
     * whose answer it shows.
     */
    List<KeptFile> of(String number) {
        return shelf.of(number);
    }
}
