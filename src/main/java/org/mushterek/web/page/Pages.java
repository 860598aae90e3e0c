package org.mushterek.web.page;

import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The pages beside Tasklist: the officer's day, a side's cases, accounts and deputies, mail, calendars, instruments, exercises, drills, lessons, reports, rules and the audit. What they show comes from REST. */
@Controller
class Pages {

    private final Texts texts;

    Pages(Texts texts) {
        this.texts = texts;
    }

    /** What a page says before its texts have come, and where they do not come. */
    @ModelAttribute
    void sayThatItLoads(Account account, Model model) {
        model.addAttribute("language", account.language().code());
        model.addAttribute("loading", texts.say("ui.loading", account.language()));
        model.addAttribute("lineDown", texts.say("ui.day.lineDown", account.language()));
    }

    @GetMapping("/start")
    String showDay(Model model) {
        return page(model, "day", true);
    }

    @GetMapping("/deputies")
    String showDeputies(Model model) {
        return page(model, "deputies", false);
    }

    @GetMapping("/accounts")
    String showAccounts(Model model) {
        return page(model, "accounts", false);
    }

    @GetMapping("/retention")
    String showRetention(Model model) {
        return page(model, "retention", false);
    }

    @GetMapping("/mail")
    String showMail(Model model) {
        return page(model, "mail", false);
    }

    @GetMapping("/rules")
    String showRules(Model model) {
        return page(model, "rules", true);
    }

    @GetMapping("/calendar")
    String showCalendar(Model model) {
        return page(model, "calendar", true);
    }

    @GetMapping("/instruments")
    String showInstruments(Model model) {
        return page(model, "instruments", false);
    }

    @GetMapping("/exercises")
    String showExercises(Model model) {
        return page(model, "exercises", true);
    }

    @GetMapping("/drills")
    String showDrills(Model model) {
        return page(model, "drills", false);
    }

    @GetMapping("/incidents")
    String showIncidents(Model model) {
        return page(model, "incidents", false);
    }

    @GetMapping("/lessons")
    String showLessons(Model model) {
        return page(model, "lessons", false);
    }

    @GetMapping("/audit")
    String showAudit(Model model) {
        return page(model, "audit", true);
    }

    @GetMapping("/reports")
    String showReports(Model model) {
        return page(model, "report", true);
    }

    @GetMapping("/cases")
    String showCases(Model model) {
        return page(model, "cases", false);
    }

    /**
     * The shell of a page.
     *
     * @param script what draws it, by its name below {@code /ui}
     * @param hasStyle whether a style sheet of the same name belongs to it
     */
    private static String page(Model model, String script, boolean hasStyle) {
        model.addAttribute("script", script);
        model.addAttribute("hasStyle", hasStyle);
        // The rule book has a look of its own.
        model.addAttribute("place", script.equals("rules") ? "rules" : "cases");
        return "page";
    }
}
