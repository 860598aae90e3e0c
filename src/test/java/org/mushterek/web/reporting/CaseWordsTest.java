package org.mushterek.web.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.reporting.CaseJournal;
import org.mushterek.reporting.ReportedCases;
import org.mushterek.reporting.ReportedCases.Line;
import org.mushterek.web.CaseKinds;

class CaseWordsTest {

    private static final Pattern TASK = Pattern.compile("<bpmn:userTask id=\"(\\w+)\"");
    private static final Pattern PROCESS = Pattern.compile("<bpmn:process id=\"([a-z-]+)\"");

    private final CaseWords words = new CaseWords(new Texts());

    /** A code instead of words would stand in the story of a case. In English some codes are the words. */
    @ParameterizedTest
    @EnumSource(names = {"AZ", "TR"})
    void tellWhateverHappensToACase(Language language) {
        assertThat(CaseJournal.types()).hasSizeGreaterThan(100).allSatisfy(type -> assertThat(
                        words.event(type, "EX-1/D1", language))
                .isNotEqualTo(type.substring(type.indexOf('.') + 1))
                .isNotBlank());
    }

    /** "The answer reaches us" is for the sending side; the host has sent it and goes on with the permit. */
    @Test
    void tellTheHostItsOwnStepOnceItHasAnswered() {
        var closing =
                new ReportedCases.Holder("AZE", List.of("REGISTRY"), "userTask_closeVisit", Instant.EPOCH, null, false);

        assertThat(words.next(line("VIS-TUR-2027-0001", "TUR", "AZE", "ANSWERED", List.of(closing)), Language.EN))
                .isEqualTo("Record end of visit");
        assertThat(words.next(line("VIS-TUR-2027-0001", "TUR", "AZE", "AT_DESKS", List.of(closing)), Language.EN))
                .isEqualTo("Next: the host's authority decides");
    }

    private static Line line(
            String number,
            @Nullable String sending,
            @Nullable String host,
            String state,
            List<ReportedCases.Holder> holders) {
        return new Line(
                number,
                number.substring(0, 3),
                sending,
                host,
                null,
                state,
                Instant.EPOCH,
                true,
                false,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                null,
                null,
                holders);
    }

    /** A story goes on with a day; how a case stands does not. */
    @ParameterizedTest
    @CsvSource({
        "EN, term planned, 'term planned, up to'",
        "AZ, müddət planlaşdırıldı, 'müddət planlaşdırıldı, son gün'",
        "TR, dönem planlandı, 'dönem planlandı, son gün'"
    })
    void tellHowACaseStandsWithoutWhatFollowsInAStory(Language language, String standing, String story) {
        var line = line("INS-AZE-2027-0001", null, null, "termPlanned", List.of());

        assertThat(words.state(line, language)).isEqualTo(standing);
        assertThat(words.event("agreement.termPlanned", null, language)).isEqualTo(story);
    }

    /** What the audit keeps beside what happened is made of codes, days and ids, which are no reader's words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | APPROVED_WITH_LIMITS | Approved with limits",
                "TR | security,range | Güvenlik, Atış alanı",
                "AZ | border:NO_OBJECTION | Sərhəd və gömrük: Etiraz yoxdur",
                "TR | HOST_DECISION:DEC-TUR-2027-0001 | Ev sahibi kararı: DEC-TUR-2027-0001",
                "TR | TRANSMISSION | Ev sahibine iletme",
                "TR | FITNESS:1e1f2a33-aaaa-4bbb-8ccc-0123456789ab | Sağlık raporu",
                "EN | 1e1f2a33-aaaa-4bbb-8ccc-0123456789ab | ''",
                "EN | 2027-03-01 | 01.03.2027",
                "TR | NOT_COVERED | kapsanmıyor",
                "AZ | IPC | İlkin planlaşdırma konfransı (IPC)",
                "TR | RISK_ASSESSMENT | Risk değerlendirmesi",
                "TR | FITNESS:TUR | Sağlık raporu: Türkiye",
                "EN | visit 30/2/1 | 'visit: persons 30, texts 2, files 1'",
                "EN | PRM-AZE-2027-0042:2 | PRM-AZE-2027-0042: 2",
                "EN | VIS-07,VIS-21 | 'VIS-07, VIS-21'"
            })
    void tellWhatGoesWithItInTheReadersLanguage(Language language, String kept, String told) {
        assertThat(words.detail(kept, language)).isEqualTo(told);
        assertThat(words.detail(null, language)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tellEachStepOfEachProcess(Language language) throws IOException {
        try (var files = Files.walk(Path.of("processes"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".bpmn")).toList()) {
                var model = Files.readString(file);
                assertThat(TASK.matcher(model).results().map(found -> found.group(1)))
                        .as(file.toString())
                        .isNotEmpty()
                        .allSatisfy(
                                step -> assertThat(words.step(step, language)).isNotEqualTo(step));
                assertThat(PROCESS.matcher(model).results().map(found -> found.group(1)))
                        .as("a heat map of each process")
                        .isNotEmpty()
                        .allSatisfy(process -> assertThat(CaseKinds.of(process)).isPresent());
            }
        }
    }
}
