package org.mushterek.notification;

import java.util.List;
import java.util.Optional;
import org.mushterek.common.Message;
import org.mushterek.common.Side;
import org.mushterek.security.Account;

/** Papers that go to officers by mail at times of their own, each to an account once; one bean for each kind. */
public interface MailedPapers {

    /**
     * A paper as one account gets it.
     *
     * @param subject without anything of persons: subjects travel in the open
     * @param page where the same is read behind the sign-in, as a path
     */
    record Enclosed(String fileName, byte[] content, Message subject, Message text, String page) {

        public Enclosed {
            content = content.clone();
        }

        @Override
        public byte[] content() {
            return content.clone();
        }
    }

    /** A short code, the same for ever. */
    String kind();

    /** What is to be with the officers of a side by now, such as months; it may be named again when it is sent already. */
    List<String> due(Side side);

    boolean isFor(Account account);

    /** Empty where the account may not read it any more. */
    Optional<Enclosed> of(Account account, String about);
}
