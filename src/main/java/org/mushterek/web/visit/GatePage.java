package org.mushterek.web.visit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.common.WrittenTime;
import org.mushterek.document.PermitToken;
import org.mushterek.visit.PermitCheck.Particulars;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page of the public check: without script, in the reader's language or, where that is none of ours, in all three. */
@Component
class GatePage {

    private static final List<Language> ALL = List.of(Language.AZ, Language.TR, Language.EN);
    private static final Map<Language, String> NAMES =
            Map.of(Language.AZ, "Azərbaycanca", Language.TR, "Türkçe", Language.EN, "English");

    private final Texts texts;
    private final boolean demo;

    GatePage(Texts texts, Environment environment) {
        this.texts = texts;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** How to check, with a field for the text of a QR code. */
    ModelAndView start(HttpServletRequest request) {
        return page(request, null, null, HttpStatus.OK);
    }

    ModelAndView show(HttpServletRequest request, GateDesk.Answer answer) {
        return page(request, answer, null, HttpStatus.OK);
    }

    /** @param answer what can be said all the same */
    ModelAndView refuse(
            HttpServletRequest request, GateDesk.@Nullable Answer answer, Message fault, HttpStatus status) {
        return page(request, answer, fault, status);
    }

    private ModelAndView page(
            HttpServletRequest request, GateDesk.@Nullable Answer answer, @Nullable Message fault, HttpStatus status) {
        var page = new ModelAndView("gate", Map.of("gate", new View(languages(request), answer, fault)));
        page.setStatus(status);
        return page;
    }

    /** What was chosen on the page, else the first of ours that the browser asks for, else all. */
    static List<Language> languages(HttpServletRequest request) {
        var chosen = Optional.ofNullable(request.getParameter("lang")).flatMap(GatePage::language);
        if (chosen.isEmpty() && request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null) {
            chosen = Collections.list(request.getLocales()).stream()
                    .flatMap(locale -> language(locale.getLanguage()).stream())
                    .findFirst();
        }
        return chosen.map(List::of).orElse(ALL);
    }

    private static Optional<Language> language(String code) {
        return ALL.stream().filter(language -> language.code().equals(code)).findFirst();
    }

    /** What the template asks for. */
    final class View {

        private final List<Language> languages;
        private final GateDesk.@Nullable Answer answer;
        private final @Nullable Message fault;

        View(List<Language> languages, GateDesk.@Nullable Answer answer, @Nullable Message fault) {
            this.languages = languages;
            this.answer = answer;
            this.fault = fault;
        }

        public List<Language> languages() {
            return languages;
        }

        /** For the page as a whole; the several languages of one page are marked where they stand. */
        public String lang() {
            return languages.size() == 1 ? languages.get(0).code() : Language.EN.code();
        }

        /** To be carried from page to page; empty where nothing was chosen and nothing fits. */
        public @Nullable String chosen() {
            return languages.size() == 1 ? languages.get(0).code() : null;
        }

        public Map<String, String> choices() {
            var choices = new LinkedHashMap<String, String>();
            ALL.forEach(language -> choices.put(language.code(), String.valueOf(NAMES.get(language))));
            return choices;
        }

        public String say(String key, Language language) {
            return texts.say(key, language);
        }

        public boolean hasFault() {
            return fault != null;
        }

        public String fault(Language language) {
            return fault == null ? "" : texts.say(fault, language);
        }

        public boolean demo() {
            return demo;
        }

        public boolean hasAnswer() {
            return answer != null;
        }

        private GateDesk.Answer answer() {
            if (answer == null) {
                throw new IllegalStateException("This page has no answer");
            }
            return answer;
        }

        /** Where the forms of the answer lead: the one spelling of the token. */
        public String token() {
            return PermitToken.find(answer().token()).orElse("x");
        }

        public String standing() {
            return answer().check().standing().name();
        }

        /** Whether the big sign says yes, wait or no. */
        public String sign() {
            return switch (answer().check().standing()) {
                case VALID -> "yes";
                case NOT_YET_VALID -> "wait";
                case NO_LONGER_VALID, SUPERSEDED, SUSPENDED, REVOKED, NOT_GENUINE -> "no";
            };
        }

        public boolean genuine() {
            return answer().check().genuine();
        }

        public boolean validToday() {
            return answer().check().validToday();
        }

        public boolean issuedElsewhere() {
            return genuine() && !answer().check().inRegister();
        }

        /** By the clock of the host, whose city each language names in its own way. */
        public @Nullable String hostTime() {
            return answer().check().zone().map(this::timeIn).orElse(null);
        }

        private String timeIn(ZoneId zone) {
            var cities = languages.stream()
                    .map(language -> texts.sayOr("ui.zone." + zone.getId(), zone.getId(), language))
                    .distinct()
                    .collect(Collectors.joining(" · "));
            return WrittenTime.local(at(), zone, cities);
        }

        public String zuluTime() {
            return WrittenTime.zulu(at());
        }

        private Instant at() {
            return answer().check().at();
        }

        public boolean hasParticulars() {
            return answer().particulars() != null;
        }

        private Particulars particulars() {
            var particulars = answer().particulars();
            if (particulars == null) {
                throw new IllegalStateException("This page has no particulars");
            }
            return particulars;
        }

        public String number() {
            return particulars().number();
        }

        public int revision() {
            return particulars().revision();
        }

        public String validity() {
            return date(particulars().validFrom()) + " – " + date(particulars().validTo());
        }

        public String hostKey() {
            return "side." + particulars().hostState();
        }

        public String sendingKey() {
            return "side." + particulars().sendingState();
        }

        /** {@code yes} or {@code no}; null where nobody was asked about, or where it does not matter any more. */
        public @Nullable String person() {
            var covered = answer().personOnPermit();
            return covered == null || !genuine() ? null : covered ? "yes" : "no";
        }

        private static String date(LocalDate date) {
            return WrittenTime.DAY.format(date);
        }
    }
}
