package org.mushterek.web.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages beside Tasklist: the officer's day, a side's cases and accounts, mail, calendars, instruments, lessons and rules. What they show comes from REST. */
@Controller
class Pages {

    @GetMapping("/start")
    String showDay() {
        return "forward:/ui/day.html";
    }

    @GetMapping("/accounts")
    String showAccounts() {
        return "forward:/ui/accounts.html";
    }

    @GetMapping("/mail")
    String showMail() {
        return "forward:/ui/mail.html";
    }

    @GetMapping("/rules")
    String showRules() {
        return "forward:/ui/rules.html";
    }

    @GetMapping("/calendar")
    String showCalendar() {
        return "forward:/ui/calendar.html";
    }

    @GetMapping("/instruments")
    String showInstruments() {
        return "forward:/ui/instruments.html";
    }

    @GetMapping("/drills")
    String showDrills() {
        return "forward:/ui/drills.html";
    }

    @GetMapping("/lessons")
    String showLessons() {
        return "forward:/ui/lessons.html";
    }

    @GetMapping("/cases")
    String show() {
        return "forward:/ui/cases.html";
    }
}
