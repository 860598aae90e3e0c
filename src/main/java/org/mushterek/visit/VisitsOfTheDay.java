package org.mushterek.visit;

import java.time.Instant;
import org.mushterek.security.Account;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What an officer's day shows of visits, read at once: what is answered meanwhile stands in one part of it and not in two or none. */
@Service
public class VisitsOfTheDay {

    private final RequestStandings standings;
    private final PermittedVisits permitted;

    VisitsOfTheDay(RequestStandings standings, PermittedVisits permitted) {
        this.standings = standings;
        this.permitted = permitted;
    }

    /** What the account's side has asked, what is permitted of both sides, and what came back. */
    public record Visits(
            RequestStandings.Standings asked, PermittedVisits.Lines permitted, RequestStandings.AllBack cameBack) {}

    /**
     * The visits of the account's side.
     *
     * @param since from when on what came back is news
     * @param most of what is asked and of what is permitted
     * @param mostBack of what came back
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Visits of(Account account, Instant since, int most, int mostBack) {
        return new Visits(
                standings.underWay(account, most),
                permitted.of(account, most),
                standings.cameBack(account, since, mostBack));
    }
}
