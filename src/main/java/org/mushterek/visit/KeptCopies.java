package org.mushterek.visit;

import org.mushterek.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a side still has what persons told it in a case. What is written into a copy after it was erased would stay for ever. */
@Component
class KeptCopies {

    private final JdbcClient database;

    KeptCopies(JdbcClient database) {
        this.database = database;
    }

    /**
     * Lets nobody else write into the case, add to it or erase it until the transaction ends. What is to be judged under the lock
     * is read after it. Where there is no such case, nothing is locked.
     */
    void lock(String number) {
        database.sql("select version from visit_request where number = ? for update")
                .param(number)
                .query(Integer.class)
                .optional();
    }

    /**
     * Refuses what would be written into a copy that was erased; what is being written is erased by nobody meanwhile.
     *
     * @param side code of the side whose copy it is
     * @throws Refusal CONFLICT where it was erased
     */
    void demand(String number, String side) {
        lock(number);
        var isErased = database.sql("select case when r.sending_state = :side then r.erased_at else"
                        + " (select max(t.erased_at) from visit_transmission t where t.request_number = r.number) end"
                        + " from visit_request r where r.number = :number")
                .param("side", side)
                .param("number", number)
                .query((row, n) -> row.getObject(1) != null)
                .single();
        if (isErased) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.erased");
        }
    }
}
