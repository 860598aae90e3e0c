package org.mushterek.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which everybody signs in, and the way from the front door to Tasklist. */
@Controller
class SignInPage {

    private static final Map<Language, String> LANGUAGES =
            Map.of(Language.AZ, "Azərbaycanca", Language.TR, "Türkçe", Language.EN, "English");

    /** How long to wait is a number in the address, and nothing else of an address is shown. */
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,5}");

    private final Texts texts;
    private final Environment environment;

    SignInPage(Texts texts, Environment environment) {
        this.texts = texts;
        this.environment = environment;
    }

    @GetMapping("/")
    String frontDoor(Account account) {
        // Who administers accounts has no tasks.
        return account.has(Role.ADMIN) ? "redirect:/accounts" : "redirect:" + WebSecurity.TASKLIST;
    }

    @GetMapping(WebSecurity.SIGN_IN)
    String show(HttpServletRequest request, Model model) {
        var language = languageOf(request);
        for (var word : new String[] {"title", "motto", "account", "password", "enter", "demo"}) {
            model.addAttribute(word, texts.say("signIn." + word, language));
        }
        if (request.getParameter("refused") != null) {
            model.addAttribute("refused", texts.say(refusal(request.getParameter("refused")), language));
        } else if (request.getParameter("ended") != null) {
            model.addAttribute("signedOut", texts.say("signIn.ended", language));
        } else if (request.getParameter("signedOut") != null) {
            model.addAttribute("signedOut", texts.say("signIn.signedOut", language));
        }
        model.addAttribute("isDemo", environment.acceptsProfiles(Profiles.of("demo")));
        model.addAttribute("language", language.code());
        var choices = new TreeMap<String, String>();
        LANGUAGES.forEach((choice, name) -> choices.put(choice.code(), name));
        model.addAttribute("languages", choices);
        return "sign-in";
    }

    /** Where a refused sign-in leads: to the form, which says why, and never whether there is such an account. */
    static String afterRefusal(AuthenticationException why, Language language) {
        var wait = why instanceof LimitedSignIn.Later later ? "=" + later.seconds() : "";
        return WebSecurity.SIGN_IN + "?refused" + wait + "&lang=" + language.code();
    }

    private static Message refusal(String seconds) {
        return SECONDS.matcher(seconds).matches()
                ? Message.of("signIn.later").with("seconds", seconds)
                : Message.of("signIn.refused");
    }

    /** What was chosen on the page, else the first language that the browser asks for. */
    static Language languageOf(HttpServletRequest request) {
        var chosen = request.getParameter("lang");
        return Language.of(chosen == null ? request.getLocale().toLanguageTag() : chosen);
    }
}
