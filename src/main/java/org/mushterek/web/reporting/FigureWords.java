package org.mushterek.web.reporting;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.springframework.stereotype.Component;

/** What the parts of figures are called. */
@Component
class FigureWords {

    private final Texts texts;
    private final CaseWords cases;

    FigureWords(Texts texts, CaseWords cases) {
        this.texts = texts;
        this.cases = cases;
    }

    /**
     * The name of a part.
     *
     * @param figure name of the figure
     * @param kind of cases that it counts
     * @param code of the part
     */
    String row(String figure, String kind, String code, Language language) {
        return switch (figure) {
            case "decided", "closed" -> ending(kind, code, language);
            case "inTime", "firstRight" -> texts.say("report.part." + code, language);
            case "returned" -> texts.say("report.returned." + code, language);
            case "reasons" -> texts.sayOr("visit.reason." + code, texts.sayOr("ui." + code, code, language), language);
            case "steps", "stepsLate" -> step(code, language);
            case "overdue" ->
                Arrays.stream(code.split(",", -1))
                        .map(role -> texts.sayOr("ui.role." + role, role, language))
                        .collect(Collectors.joining(", "));
            case "ages" -> cases.event("afteraction." + code, null, language);
            default -> code;
        };
    }

    private String ending(String kind, String code, Language language) {
        if (kind.equals("VIS")) {
            return code.startsWith("permit")
                    ? cases.event("visit." + code, null, language)
                    : texts.sayOr("ui.outcome." + code, texts.sayOr("visit.state." + code, code, language), language);
        }
        return cases.event(CaseWords.areaOf(kind) + "." + code, null, language);
    }

    private String step(String code, Language language) {
        var parts = code.split("/", -1);
        return cases.step(parts[1], language) + " · " + texts.sayOr("ui.role." + parts[2], parts[2], language);
    }
}
