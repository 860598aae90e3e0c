package org.mushterek.afteraction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.file.FileIntake;
import org.mushterek.file.FileShelf;
import org.mushterek.file.FileShelf.Added;
import org.mushterek.file.FileShelf.Opened;
import org.mushterek.file.KeptFile;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;

/**
 * Files of observations. The writer adds them while nobody has decided, lessons officers of the side until it is released; they are
 * released with the observation, and stay then.
 */
@Service
public class ObservationFiles {

    private final ObservationRows rows;
    private final Observations observations;
    private final FileIntake intake;
    private final FileShelf shelf;

    ObservationFiles(
            ObservationRows rows, Observations observations, FileIntake intake, FileShelf.Carpenter carpenter) {
        this.rows = rows;
        this.observations = observations;
        this.intake = intake;
        this.shelf = carpenter.shelf(new FileShelf.Place(
                "aar_attachment",
                "observation",
                null,
                LessonSeals.FILE_NAME,
                LessonSeals.FILE,
                "afteraction.observationFile",
                "afteraction.fileNotAsKept"));
    }

    /**
     * The files of an observation.
     *
     * @param mayChange whether the account may add and remove now
     */
    public record Page(List<KeptFile> items, FileIntake.Limits limits, boolean mayChange) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /** @throws Refusal NOT_FOUND where the account may not read the observation */
    public Page list(Account account, String number) {
        return shelf.inTransaction(() -> {
            var about = observations.read(account, number);
            return new Page(
                    shelf.of(number).stream()
                            .map(file -> file.asReadBy(account.side().code()))
                            .toList(),
                    intake.limits(),
                    mayChange(account, about));
        });
    }

    private static boolean mayChange(Account account, Observation about) {
        return isIts(account, about)
                && !about.isJoint()
                && switch (about.state()) {
                    case SUBMITTED -> true;
                    case ACCEPTED -> account.has(Role.LESSONS);
                    case REJECTED, WITHDRAWN -> false;
                };
    }

    private static boolean isIts(Account account, Observation about) {
        return account.isOf(about.owner())
                && (account.has(Role.LESSONS) || account.id().equals(about.writtenBy()));
    }

    private Observation changeable(Account account, String number) {
        var about = observations.read(account, number);
        if (!mayChange(account, about)) {
            throw about.isJoint() && isIts(account, about)
                    ? Refusal.of(Refusal.Kind.CONFLICT, "afteraction.filesReleased")
                    : Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyWriterOrLessons");
        }
        return about;
    }

    /**
     * Adds a file. The same content again is the same file: whoever repeats an upload that was interrupted does no harm.
     *
     * @param name as the sender's machine calls it
     * @throws Refusal NOT_FOUND, FORBIDDEN, CONFLICT once it is released, INVALID with every fault, TOO_LARGE, UNACCEPTABLE where a
     *     scanner found something
     */
    public Added add(Account account, String number, @Nullable String name, byte @Nullable [] content) {
        shelf.inTransaction(() -> changeable(account, number));
        var findings = new ArrayList<Finding>();
        var taken = intake.check(name, content, findings)
                .orElseThrow(() -> new Refusal(Refusal.Kind.INVALID, Message.of("visit.fileInvalid"), findings));
        var scanned = shelf.scan(account, number, taken);
        return shelf.inTransaction(() -> {
            // Nobody else adds until this is done, so that the limits hold.
            rows.demandKept(number);
            return shelf.keep(account, number, null, changeable(account, number).owner(), scanned);
        });
    }

    /**
     * Opens a file, which the audit notes. What no scanner has looked at is scanned now; where that fails, only its own side opens it.
     *
     * @throws Refusal NOT_FOUND, CONFLICT where the content is not what was kept, UNACCEPTABLE where a scanner finds something
     */
    public Opened open(Account account, String number, String id) {
        return shelf.open(account, () -> find(account, number, id));
    }

    /** Removes a file that nobody of another side could see. */
    public void remove(Account account, String number, String id) {
        shelf.inTransaction(() -> {
            changeable(account, number);
            shelf.remove(account, find(account, number, id));
            return id;
        });
    }

    private KeptFile find(Account account, String number, String id) {
        observations.read(account, number);
        return shelf.find(number, id);
    }
}
