package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.security.Role;
import org.mushterek.visit.Visitor.DocumentType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * By what the persons of a roll are identified: numbers of documents and persons, birth dates, machine-readable zones. Lists
 * and dossiers show them masked; whoever needs them asks for them, and each reading is on record.
 */
@Service
public class VisitIdentities {

    /** What stands for the characters that are not shown, however many they are. */
    static final String MASK = "\u2022\u2022\u2022\u2022\u2022";

    private static final String DOSSIER_READ = "visit.dossierRead";

    /** How long somebody who has opened a case has it open, as far as the audit is concerned; a house choice. */
    private static final Duration OPENING = Duration.ofMinutes(10);

    private static final Set<Role> READ_MOVEMENTS_AT_HOST =
            Stream.concat(Readers.OF_CASES.stream(), Stream.of(Role.GUARD)).collect(Collectors.toUnmodifiableSet());

    private static final int SHOWN = 3;
    private static final int SHORTEST_SHOWN = 7;

    private final SendingSide sendingSide;
    private final HostSide hostSide;
    private final AuditTrail audit;
    private final ObjectMapper json;
    private final Clock clock;

    VisitIdentities(SendingSide sendingSide, HostSide hostSide, AuditTrail audit, ObjectMapper json, Clock clock) {
        this.sendingSide = sendingSide;
        this.hostSide = hostSide;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One person of the roll.
     *
     * @param mrz the machine-readable zone, its lines joined by a line end, where it was given
     * @param personalNumber FIN or Turkish identity number, where it was given
     * @param alias what lists and messages of this case call the person; null where they name the person
     */
    public record Identity(
            int line,
            String surname,
            String forenames,
            LocalDate birthDate,
            String nationality,
            DocumentType documentType,
            String documentNumber,
            LocalDate documentExpiry,
            @Nullable String mrz,
            @Nullable String personalNumber,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String alias) {

        static Identity of(Visitor visitor) {
            return new Identity(
                    visitor.line(),
                    visitor.surname(),
                    visitor.forenames(),
                    visitor.birthDate(),
                    visitor.nationality(),
                    visitor.documentType(),
                    visitor.documentNumber(),
                    visitor.documentExpiry(),
                    visitor.mrz(),
                    visitor.personalNumber(),
                    visitor.alias());
        }
    }

    /** The persons of one revision, in the order of the roll. */
    public record Identities(String number, int revision, List<Identity> persons) {}

    /** Those of a request, for its sending side. */
    @Transactional
    public Identities ofRequest(Account account, String number) {
        return read(account, sendingSide.read(account, number).document());
    }

    /** Those of the latest revision that was handed over, for its host. */
    @Transactional
    public Identities received(Account account, String number) {
        return read(account, hostSide.read(account, number).document());
    }

    /** What was handed over in a revision: word for word for those who may read identities, and on record; else masked. */
    @Transactional
    public ShownDocument handedOver(Account account, HostCase received) {
        if (!VisitAccess.mayReadIdentities(account)) {
            dossierRead(account, received.document());
            return masked(received.document());
        }
        record(account, received.document());
        return new ShownDocument(received.document());
    }

    /** What was submitted: word for word for those who may read identities, and on record; else masked. */
    @Transactional
    public ShownDocument submitted(Account account, Submission submission) {
        if (!VisitAccess.mayReadIdentities(account)) {
            dossierRead(account, submission.document());
            return masked(submission.document());
        }
        record(account, submission.document());
        return new ShownDocument(submission.document());
    }

    private Identities read(Account account, VisitDocument document) {
        if (!VisitAccess.mayReadIdentities(account)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.wrongRole");
        }
        record(account, document);
        return new Identities(
                document.number(),
                document.revision(),
                document.visitors().stream().map(Identity::of).toList());
    }

    /** A dossier or a task was opened that tells of persons, however masked: one entry for each opening. */
    void dossierRead(Account account, VisitDocument document) {
        if (!document.visitors().isEmpty()) {
            VisitAccess.noteFor(account, Readers.OF_CASES);
            record(account, document, DOSSIER_READ);
        }
    }

    /**
     * Arrivals and departures were read, which name persons: with the page of their case or by themselves, and again with each
     * that is recorded. That is one opening, and one entry, for as long as {@link #OPENING}.
     */
    void movementsRead(Account account, VisitDocument document) {
        if (!document.visitors().isEmpty()) {
            VisitAccess.noteFor(
                    account, account.isOf(document.hostState()) ? READ_MOVEMENTS_AT_HOST : Readers.OF_CASES);
            if (!audit.hasRecorded(
                    account.id(),
                    document.number(),
                    DOSSIER_READ,
                    String.valueOf(document.revision()),
                    clock.instant().minus(OPENING))) {
                record(account, document, DOSSIER_READ);
            }
        }
    }

    private void record(Account account, VisitDocument document) {
        VisitAccess.noteFor(account, Readers.OF_IDENTITIES);
        record(account, document, "visit.identitiesRead");
    }

    private void record(Account account, VisitDocument document, String action) {
        audit.record(
                account.id(), account.side().code(), document.number(), action, String.valueOf(document.revision()));
    }

    /**
     * The document as dossiers show it: of identity numbers the last characters alone, and neither birth dates nor zones;
     * where the request asks for aliases, these and no names.
     */
    public ShownDocument masked(VisitDocument document) {
        ObjectNode shown = json.valueToTree(document);
        for (var visitor : shown.get("visitors")) {
            var person = (ObjectNode) visitor;
            person.put("documentNumber", masked(person.get("documentNumber").asText()));
            if (person.hasNonNull("personalNumber")) {
                person.put("personalNumber", masked(person.get("personalNumber").asText()));
            }
            person.putNull("birthDate");
            person.putNull("mrz");
            if (person.hasNonNull("alias")) {
                person.set("surname", person.get("alias"));
                person.put("forenames", "");
                person.put("surnameMrz", "");
                person.put("forenamesMrz", "");
            }
        }
        return new ShownDocument(shown);
    }

    /** Of a short number the last characters would say too much. */
    static String masked(String number) {
        return number.length() < SHORTEST_SHOWN ? MASK : MASK + number.substring(number.length() - SHOWN);
    }
}
