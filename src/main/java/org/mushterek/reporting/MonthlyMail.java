package org.mushterek.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.Message;
import org.mushterek.common.Side;
import org.mushterek.notification.MailedPapers;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The report on the last month, mailed to the commanders of a side who want mail, from the morning of the side's first
 * working day of the next month on. Off until it is switched on; day and hour are a house choice.
 */
@Component
class MonthlyMail implements MailedPapers {

    static final String KIND = "monthly";

    private static final LocalTime FROM = LocalTime.of(8, 0);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM.yyyy", Locale.ROOT);

    private final boolean isOn;
    private final MonthlyPaper paper;
    private final OfficeDeadlines offices;
    private final Clock clock;

    MonthlyMail(
            @Value("${mushterek.reports.monthly-mail}") boolean isOn,
            MonthlyPaper paper,
            OfficeDeadlines offices,
            Clock clock) {
        this.isOn = isOn;
        this.paper = paper;
        this.offices = offices;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> due(Side side) {
        if (!isOn) {
            return List.of();
        }
        var now = clock.instant().atZone(side.zone()).toLocalDateTime();
        var month = YearMonth.from(now);
        return now.isBefore(firstWorkingDay(side, month).atTime(FROM))
                ? List.of()
                : List.of(month.minusMonths(1).toString());
    }

    private LocalDate firstWorkingDay(Side side, YearMonth month) {
        var day = month.atDay(1);
        while (!offices.isWorkingDay(side, day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    @Override
    public boolean isFor(Account account) {
        return account.has(Role.COMMANDER);
    }

    @Override
    public Optional<Enclosed> of(Account account, String about) {
        var month = YearMonth.parse(about);
        var shown = MONTH.format(month);
        return Optional.of(new Enclosed(
                "report-" + about + ".pdf",
                paper.of(account, month).content(),
                Message.of("mail.monthly").with("month", shown),
                Message.of("mail.monthly.text").with("month", shown),
                "/reports#figures?from=" + month.atDay(1) + "&to=" + month.atEndOfMonth()));
    }
}
