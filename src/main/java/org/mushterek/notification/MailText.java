package org.mushterek.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.DeadlineText;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.notification.MailQueue.Item;
import org.mushterek.notification.MailQueue.Mail;
import org.mushterek.security.Account;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * How a mail reads: what happened to which case, until when, and a link to the page behind the sign-in. No name, nothing
 * that an officer wrote, nothing that would open the page by itself.
 */
@Component
class MailText {

    private final Texts texts;
    private final DeadlineText deadlineText;
    private final Sides sides;
    private final Clock clock;
    private final String from;
    private final String publicAddress;

    MailText(
            Texts texts,
            DeadlineText deadlineText,
            Sides sides,
            Clock clock,
            @Value("${mushterek.mail.from}") String from,
            @Value("${mushterek.public-address}") String publicAddress) {
        this.texts = texts;
        this.deadlineText = deadlineText;
        this.sides = sides;
        this.clock = clock;
        this.from = from;
        this.publicAddress = publicAddress.replaceAll("/+$", "");
    }

    MimeMessage compose(JavaMailSender sender, Mail mail, Account account, String address, List<Item> items) {
        try {
            var message = begin(sender, account, address, subject(mail, account, items));
            message.setText(plain(account, items), html(account, items));
            return end(message, mail, account);
        } catch (MessagingException unusable) {
            throw new MailParseException(unusable);
        }
    }

    MimeMessage compose(
            JavaMailSender sender, Mail mail, Account account, String address, MailedPapers.Enclosed paper) {
        try {
            var message = begin(sender, account, address, say(account, paper.subject()));
            var link = publicAddress.isEmpty() ? "" : publicAddress + paper.page();
            message.setText(plain(account, paper, link), html(account, paper, link));
            message.addAttachment(paper.fileName(), new ByteArrayResource(paper.content()), "application/pdf");
            return end(message, mail, account);
        } catch (MessagingException unusable) {
            throw new MailParseException(unusable);
        }
    }

    private MimeMessageHelper begin(JavaMailSender sender, Account account, String address, String subject)
            throws MessagingException {
        var helper = new MimeMessageHelper(sender.createMimeMessage(), true, "UTF-8");
        helper.setFrom(new InternetAddress(sentFrom(), true));
        helper.setTo(new InternetAddress(address, true));
        helper.setSentDate(Date.from(clock.instant()));
        helper.setSubject(subject);
        return helper;
    }

    private MimeMessage end(MimeMessageHelper helper, Mail mail, Account account) throws MessagingException {
        var message = helper.getMimeMessage();
        message.setHeader(
                "Message-ID",
                "<" + mail.id() + "@" + sentFrom().substring(sentFrom().indexOf('@') + 1) + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("Content-Language", account.language().code());
        return message;
    }

    private String sentFrom() {
        return from.isEmpty() ? "mushterek@localhost" : from;
    }

    private String plain(Account account, MailedPapers.Enclosed paper, String link) {
        return say(account, paper.text()) + "\n" + (link.isEmpty() ? "" : link + "\n") + "\n"
                + say(account, Message.of("mail.footer")) + "\n";
    }

    private String html(Account account, MailedPapers.Enclosed paper, String link) {
        var told = escape(say(account, paper.text()));
        var paragraph = link.isEmpty() ? told : "<a href=\"" + escape(link) + "\">" + told + "</a>";
        return "<!DOCTYPE html><html lang=\"" + account.language().code() + "\"><body><p>" + paragraph
                + "</p><p><small>" + escape(say(account, Message.of("mail.footer"))) + "</small></p></body></html>";
    }

    private String subject(Mail mail, Account account, List<Item> items) {
        if (mail.digest()) {
            return say(
                    account,
                    Message.of("mail.digest")
                            .with(
                                    "day",
                                    LocalDate.ofInstant(
                                            clock.instant(), account.side().zone()))
                            .with("count", items.size()));
        }
        return items.get(0).caseNumber() + ": "
                + say(account, Message.of("mail." + items.get(0).kind()));
    }

    private String plain(Account account, List<Item> items) {
        var text = new StringBuilder();
        for (var item : items) {
            text.append(item.caseNumber())
                    .append(": ")
                    .append(what(account, item))
                    .append('\n');
            var due = due(account, item);
            if (due != null) {
                text.append("  ").append(due).append('\n');
            }
            var link = link(item);
            if (!link.isEmpty()) {
                text.append("  ").append(link).append('\n');
            }
            text.append('\n');
        }
        return text.append(say(account, Message.of("mail.footer"))).append('\n').toString();
    }

    private String html(Account account, List<Item> items) {
        var html = new StringBuilder("<!DOCTYPE html><html lang=\"")
                .append(account.language().code())
                .append("\"><body>");
        for (var item : items) {
            var link = link(item);
            html.append("<p><strong>");
            if (link.isEmpty()) {
                html.append(escape(item.caseNumber()));
            } else {
                html.append("<a href=\"")
                        .append(escape(link))
                        .append("\">")
                        .append(escape(item.caseNumber()))
                        .append("</a>");
            }
            html.append("</strong>: ").append(escape(what(account, item)));
            var due = due(account, item);
            if (due != null) {
                html.append("<br>").append(escape(due));
            }
            html.append("</p>");
        }
        return html.append("<p><small>")
                .append(escape(say(account, Message.of("mail.footer"))))
                .append("</small></p></body></html>")
                .toString();
    }

    private String what(Account account, Item item) {
        var said = say(account, Message.of("mail." + item.kind()));
        var about = item.about();
        var key = about == null ? "" : (item.taskId() == null ? "ui.outcome." : "ui.step.") + about;
        return texts.knows(key) ? said + ". " + say(account, Message.of(key)) : said;
    }

    private @Nullable String due(Account account, Item item) {
        var due = item.due();
        if (due == null) {
            return null;
        }
        var shown = deadlineText.shown(
                due, item.side(), sides.otherThan(item.side()).code());
        return say(account, Message.of("mail.due").with("when", shown));
    }

    /** The page of a visit; of every other case where it stands in the reports, and a way to its own page. Both ask for the sign-in. */
    private String link(Item item) {
        if (publicAddress.isEmpty()) {
            return "";
        }
        return item.caseNumber().startsWith("VIS-")
                ? publicAddress + "/cases#" + item.caseNumber()
                : publicAddress + "/reports#case/" + item.caseNumber();
    }

    private String say(Account account, Message message) {
        return texts.say(message, account.language());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
