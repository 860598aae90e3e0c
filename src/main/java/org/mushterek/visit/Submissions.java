package org.mushterek.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.mushterek.security.Hand;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The requests of a side as they were submitted: kept at each submission and never changed. */
@Service
public class Submissions {

    private static final String EARLIER = """
            select (select count(*) from visit_submission s where s.request_number = r.number),
                   (select coalesce(max(t.revision), 0) from visit_transmission t where t.request_number = r.number),
                   exists (select 1 from visit_waiver w where w.request_number = r.number and w.died_at is null),
                   exists (select 1 from visit_duty d where d.request_number = r.number and d.side = r.sending_state
                           and d.died_at is null)
            from visit_request r where r.number = ?""";

    private final JdbcClient database;
    private final VisitRequests requests;
    private final ObjectMapper json;
    private final Seals seals;
    private final Clock clock;

    Submissions(JdbcClient database, VisitRequests requests, ObjectMapper json, Seals seals, Clock clock) {
        this.database = database;
        this.requests = requests;
        this.json = json;
        this.seals = seals;
        this.clock = clock;
    }

    /**
     * What there is of earlier submissions of a request.
     *
     * @param latest the number of the last one; 0 where there is none
     * @param handedOver the revision that the host has received last; 0 where there is none
     * @param areWaiversAnswered whether any answer to a breach lives
     * @param areDutiesConfirmed whether any confirmation of the sending side lives
     */
    record Earlier(int latest, int handedOver, boolean areWaiversAnswered, boolean areDutiesConfirmed) {}

    Earlier earlier(String number) {
        return database.sql(EARLIER)
                .param(number)
                .query((row, n) -> new Earlier(row.getInt(1), row.getInt(2), row.getBoolean(3), row.getBoolean(4)))
                .single();
    }

    /**
     * Keeps the request as it stands, in the transaction that submits it.
     *
     * @param document with the files that go along
     */
    void keep(VisitDocument document, Earlier earlier, Hand hand) {
        var number = document.number();
        var no = earlier.latest() + 1;
        var canonical = CanonicalJson.of(document, json);
        database.sql("insert into visit_submission (request_number, no, revision, document, sha256, submitted_by,"
                        + " submitted_for, submitted_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        no,
                        document.revision(),
                        seals.seal(VisitSeals.SUBMISSION, document.sendingState(), canonical.text(), number, no),
                        canonical.sha256(),
                        hand.account(),
                        hand.principal(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The submissions of a request of the account's side, in their order.
     *
     * @throws Refusal NOT_FOUND for everybody else
     */
    @Transactional(readOnly = true)
    public List<Submission> list(Account account, String number) {
        var request = requests.find(number).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
        var side = request.document().sendingState();
        VisitAccess.mayRead(account, side);
        return all(number, side);
    }

    /**
     * One of them.
     *
     * @throws Refusal NOT_FOUND where there is none that the account may see
     */
    @Transactional(readOnly = true)
    public Submission read(Account account, String number, int no) {
        return list(account, number).stream()
                .filter(submission -> submission.no() == no)
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
    }

    /** Whether any submission lists the file; those of earlier releases list none. */
    boolean lists(Attachment file) {
        return all(file.number(), file.side()).stream()
                .map(submission -> submission.document().files())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .anyMatch(listed -> listed.id().equals(file.id()));
    }

    private List<Submission> all(String number, String side) {
        return database.sql("select * from visit_submission where request_number = ? order by no")
                .param(number)
                .query((row, n) -> read(row, number, side))
                .list();
    }

    private Submission read(ResultSet row, String number, String side) throws SQLException {
        var no = row.getInt("no");
        var text = seals.open(VisitSeals.SUBMISSION, side, row.getString("document"), number, no);
        var sha256 = row.getString("sha256");
        if (!CanonicalJson.fits(text, sha256, json)) {
            throw new IllegalStateException("What was submitted of " + number + ", submission " + no
                    + ", is not what is kept of it\nMaybe somebody changed the row in the database.");
        }
        try {
            return new Submission(
                    no,
                    row.getInt("revision"),
                    row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                    row.getString("submitted_by"),
                    row.getString("submitted_for"),
                    sha256,
                    json.readValue(text, VisitDocument.class));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A submitted request cannot be read", unreadable);
        }
    }
}
