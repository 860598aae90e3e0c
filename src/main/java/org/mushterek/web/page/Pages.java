package org.mushterek.web.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages of a side's cases and accounts, of mail, the calendars, the instruments and the rule book; what they show comes from REST. */
@Controller
class Pages {

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

    @GetMapping("/cases")
    String show() {
        return "forward:/ui/cases.html";
    }
}
