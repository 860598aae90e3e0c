package org.mushterek.visit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.task.PageDrafts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an account has begun to write on the page of a case, for as long as it may read that page. */
@Service
public class CaseDrafts {

    private final CaseViews views;
    private final HostCases cases;
    private final KeptCopies copies;
    private final PageDrafts drafts;

    CaseDrafts(CaseViews views, HostCases cases, KeptCopies copies, PageDrafts drafts) {
        this.views = views;
        this.cases = cases;
        this.copies = copies;
        this.drafts = drafts;
    }

    /**
     * The account's own drafts.
     *
     * @throws org.mushterek.common.Refusal NOT_FOUND for who may not read the page
     */
    @Transactional(readOnly = true)
    public List<PageDrafts.Draft> of(Account account, String number) {
        sideOf(account, number);
        return drafts.of(account, number);
    }

    /**
     * Keeps a draft.
     *
     * @param known as {@link PageDrafts#save}
     * @return when it was saved
     * @throws org.mushterek.common.Refusal as {@link #of} and {@link PageDrafts#save}; CONFLICT where the side's copy of the case
     *     was erased
     */
    @Transactional
    public Instant save(Account account, String number, String form, PageDrafts.Begun begun, @Nullable Instant known) {
        copies.demand(number, sideOf(account, number));
        return drafts.save(account, number, form, begun, known);
    }

    /**
     * Forgets a draft.
     *
     * @throws org.mushterek.common.Refusal as {@link #of}
     */
    @Transactional
    public void forget(Account account, String number, String form) {
        sideOf(account, number);
        drafts.forget(account, number, form);
    }

    /** Guards of the host have the page of who came and went. */
    private String sideOf(Account account, String number) {
        if (account.has(Role.GUARD)) {
            var host = cases.findLatest(number)
                    .map(received -> received.document().hostState())
                    .filter(account::isOf);
            if (host.isPresent()) {
                return host.get();
            }
        }
        return views.of(account, number).side();
    }
}
