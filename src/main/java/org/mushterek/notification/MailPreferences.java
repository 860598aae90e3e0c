package org.mushterek.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What mail each account wants, as it says itself. */
@Component
public class MailPreferences {

    /** The plain form of an address; nothing in it can end a header line, and no dot stands where a mail program refuses it. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
                    + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)");

    private static final int LONGEST = 254;

    private final JdbcClient database;
    private final AuditTrail audit;
    private final Set<String> domains;

    MailPreferences(JdbcClient database, AuditTrail audit, @Value("${mushterek.mail.domains}") String domains) {
        this.database = database;
        this.audit = audit;
        this.domains = Arrays.stream(domains.split(",", -1))
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .filter(domain -> !domain.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How often. */
    public enum Pace {
        /** One mail for each thing, at once. */
        IMMEDIATE,
        /** One mail on each working day of the account's side. */
        DIGEST,
        NONE
    }

    /**
     * What an account wants. The language is the account's.
     *
     * @param address null where nothing was chosen
     */
    public record Wish(@Nullable String address, Pace pace) {}

    record Recipient(String account, String address, Pace pace) {}

    public Wish of(Account account) {
        return database.sql("select address, pace from mail_preference where account = ?")
                .param(account.id())
                .query((row, n) -> new Wish(row.getString("address"), Pace.valueOf(row.getString("pace"))))
                .optional()
                .orElse(new Wish(null, Pace.NONE));
    }

    /** @throws Refusal INVALID where the address is none, or none of a domain that this installation writes to */
    @Transactional
    public void choose(Account account, Wish wish) {
        // A body without it; the interface reads it as nothing.
        if (Objects.isNull(wish.pace())) {
            throw refusal(Message.of("notification.noPace"), Message.of("notification.noPace.cure"));
        }
        var address = wish.address() == null ? "" : wish.address().strip();
        if (!address.isEmpty() || wish.pace() != Pace.NONE) {
            check(address);
        }
        forget(account.id());
        if (!address.isEmpty()) {
            database.sql("insert into mail_preference (account, side, address, pace) values (?, ?, ?, ?)")
                    .params(
                            account.id(),
                            account.side().code(),
                            address,
                            wish.pace().name())
                    .update();
        }
        audit.record(
                account.id(),
                account.side().code(),
                null,
                "account.mailChosen",
                wish.pace().name());
    }

    /** Forgets where an account wanted mail, because it is closed: the address is a person's. */
    public void forget(String account) {
        database.sql("delete from mail_preference where account = ?")
                .param(account)
                .update();
    }

    private void check(String address) {
        var form = ADDRESS.matcher(address);
        if (address.length() > LONGEST || !form.matches()) {
            throw refusal(Message.of("notification.badAddress"), Message.of("notification.badAddress.cure"));
        }
        if (!domains.isEmpty() && !domains.contains(form.group(1).toLowerCase(Locale.ROOT))) {
            throw refusal(
                    Message.of("notification.foreignAddress"),
                    Message.of("notification.foreignAddress.cure").with("domains", String.join(", ", domains)));
        }
    }

    private static Refusal refusal(Message what, Message cure) {
        return new Refusal(
                Refusal.Kind.INVALID, what, List.of(new Finding("notification.address", "address", what, cure, null)));
    }

    /** Who of a side wants mail. */
    List<Recipient> ofSide(String side) {
        return database.sql("select account, address, pace from mail_preference where side = ? and pace <> 'NONE'"
                        + " order by account")
                .param(side)
                .query((row, n) -> new Recipient(
                        row.getString("account"), row.getString("address"), Pace.valueOf(row.getString("pace"))))
                .list();
    }

    Optional<String> addressOf(String account) {
        return database.sql("select address from mail_preference where account = ? and pace <> 'NONE'")
                .param(account)
                .query(String.class)
                .optional();
    }
}
