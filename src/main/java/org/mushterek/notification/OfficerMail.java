package org.mushterek.notification;

import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.notification.MailQueue.Item;
import org.mushterek.notification.MailQueue.Mail;
import org.mushterek.notification.MailQueue.Paper;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes to officers of a side what concerns them on that side: a task for their groups, what was decided or has come to pass, a
 * reminder, an escalation, a paper that comes by mail. Off where no mail server is configured.
 */
@Component
public class OfficerMail implements Round {

    private static final Logger LOG = LoggerFactory.getLogger(OfficerMail.class);

    /** What happened longer ago is mailed to nobody: a server that is configured today does not tell last year's tasks. */
    private static final Duration NEWS = Duration.ofDays(1);

    /** From when on the digest of a working day is sent; a house choice. */
    private static final LocalTime DIGEST = LocalTime.of(8, 0);

    private static final String ESCALATED = "task.escalated";

    private static final Set<String> TASKS = Set.of("task.created", "task.reminded", ESCALATED);

    private final EventReaders readers;
    private final OfficerNews news;
    private final MailPreferences preferences;
    private final MailQueue queue;
    private final TaskStandings standings;
    private final MailText text;
    private final List<MailedPapers> papers;
    private final Accounts accounts;
    private final OfficeDeadlines deadlines;
    private final Sides sides;
    private final Clock clock;
    private final ObjectProvider<JavaMailSender> server;
    private final TransactionTemplate transaction;

    OfficerMail(
            EventReaders readers,
            OfficerNews news,
            MailPreferences preferences,
            MailQueue queue,
            TaskStandings standings,
            MailText text,
            List<MailedPapers> papers,
            Accounts accounts,
            OfficeDeadlines deadlines,
            Sides sides,
            Clock clock,
            ObjectProvider<JavaMailSender> server,
            PlatformTransactionManager transactions) {
        this.readers = readers;
        this.news = news;
        this.preferences = preferences;
        this.queue = queue;
        this.standings = standings;
        this.text = text;
        this.papers = List.copyOf(papers);
        this.accounts = accounts;
        this.deadlines = deadlines;
        this.sides = sides;
        this.clock = clock;
        this.server = server;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether this installation sends mail at all. */
    public boolean isOn() {
        return server.getIfAvailable() != null;
    }

    @Override
    public void go() {
        var sender = server.getIfAvailable();
        if (sender == null) {
            return;
        }
        readers.readOn("mail", this::take);
        sides.all().forEach(this::makeDigests);
        sides.all().forEach(this::takePapers);
        for (var mail = queue.take(); mail.isPresent(); mail = queue.take()) {
            send(sender, mail.get());
        }
    }

    private void take(OutgoingEvent event) {
        if (event.caseNumber() == null
                || event.happenedAt().isBefore(clock.instant().minus(NEWS))) {
            return;
        }
        var task = event.taskId();
        if (TASKS.contains(event.action()) && task != null) {
            if (event.isOfFollowingStep() && !event.action().equals(ESCALATED)) {
                return;
            }
            standings.find(task).ifPresent(standing -> tellOfTask(event, standing));
        } else {
            tellOfNews(event);
        }
    }

    private void tellOfNews(OutgoingEvent event) {
        news.whom(event).ifPresent(whom -> tell(event, whom));
    }

    /**
     * A task that somebody holds is news to nobody; that it becomes late is the holder's, and at last everybody's. Deputies
     * hear what those hear for whom they stand in.
     */
    private void tellOfTask(OutgoingEvent event, TaskStandings.Standing standing) {
        var holder = standing.holder();
        if (holder == null || event.action().equals(ESCALATED)) {
            tell(event, account -> account.within(standing.process()).roles().stream()
                    .anyMatch(role -> event.audience()
                            .contains(role.groupOf(account.side().tenant()))));
        } else if (event.action().equals("task.reminded")) {
            tell(
                    event,
                    account -> account.id().equals(holder)
                            || account.steads().stream()
                                    .anyMatch(stead ->
                                            stead.principal().equals(holder) && stead.isFor(standing.process())));
        }
    }

    private void tell(OutgoingEvent event, Predicate<Account> whom) {
        for (var recipient : preferences.ofSide(event.side())) {
            accounts.find(recipient.account())
                    .filter(account -> account.isOf(event.side()))
                    .filter(whom)
                    .ifPresent(account -> queue.add(recipient, event));
        }
    }

    private void makeDigests(Side side) {
        var now = clock.instant().atZone(side.zone());
        LocalDate today = now.toLocalDate();
        if (now.toLocalTime().isBefore(DIGEST) || !deadlines.isWorkingDay(side, today)) {
            return;
        }
        for (var account : queue.waitingForDigest(side.code())) {
            unlessMade(() -> queue.makeDigest(account, today));
        }
    }

    private void takePapers(Side side) {
        for (var kind : papers) {
            for (var about : kind.due(side)) {
                for (var recipient : preferences.ofSide(side.code())) {
                    accounts.find(recipient.account())
                            .filter(account -> account.isOf(side.code()) && kind.isFor(account))
                            .ifPresent(account ->
                                    unlessMade(() -> queue.add(account.id(), new Paper(kind.kind(), about))));
                }
            }
        }
    }

    private void unlessMade(Runnable makes) {
        try {
            transaction.executeWithoutResult(any -> makes.run());
        } catch (DuplicateKeyException madeByAnotherNode) {
            LOG.debug("Another node has made a mail");
        }
    }

    private void send(JavaMailSender sender, Mail mail) {
        if (mail.paper() == null) {
            sendOfCases(sender, mail);
        } else {
            sendPaper(sender, mail, mail.paper());
        }
    }

    private void sendPaper(JavaMailSender sender, Mail mail, Paper paper) {
        var address = preferences.addressOf(mail.account());
        var account = accounts.find(mail.account()).orElse(null);
        var enclosed = account == null
                ? Optional.<MailedPapers.Enclosed>empty()
                : papers.stream()
                        .filter(kind -> kind.kind().equals(paper.kind()) && kind.isFor(account))
                        .findFirst()
                        .flatMap(kind -> kind.of(account, paper.about()));
        if (address.isEmpty() || account == null || enclosed.isEmpty()) {
            queue.dropped(mail.id());
            return;
        }
        send(sender, mail, () -> text.compose(sender, mail, account, address.get(), enclosed.get()));
    }

    private void sendOfCases(JavaMailSender sender, Mail mail) {
        var address = preferences.addressOf(mail.account());
        var account = accounts.find(mail.account());
        var items = queue.itemsOf(mail.id()).stream()
                .filter(item -> account.filter(found -> found.isOf(item.side())).isPresent())
                .filter(this::stillWaits)
                .toList();
        if (address.isEmpty() || account.isEmpty() || items.isEmpty()) {
            queue.dropped(mail.id());
            return;
        }
        send(sender, mail, () -> text.compose(sender, mail, account.get(), address.get(), items));
    }

    /** What cannot be put together or is not taken holds up no other mail. */
    private void send(JavaMailSender sender, Mail mail, Supplier<MimeMessage> message) {
        try {
            sender.send(message.get());
            queue.sent(mail.id());
        } catch (MailException failed) {
            // An address could stand in the message.
            LOG.warn("A mail was not taken: {}", failed.getClass().getSimpleName());
            queue.failed(mail.id());
        }
    }

    private boolean stillWaits(Item item) {
        var task = item.taskId();
        return task == null || standings.find(task).isPresent();
    }
}
