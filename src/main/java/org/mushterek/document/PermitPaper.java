package org.mushterek.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.common.WrittenTime;
import org.mushterek.document.PaperPrinter.Print;
import org.mushterek.document.PaperPrinter.Trilingual;
import org.springframework.stereotype.Component;

/**
 * Prints a permit as one PDF/A-2b and PDF/UA-1 file, its headings in Azerbaijani, Turkish and English side by side. The
 * same sheet gives the same bytes on the same version of the program.
 */
@Component
public class PermitPaper {

    private static final String EMERGENCY_RULE = "VIS-08";
    private static final int LONGEST_MARKING = 110;
    private static final int LONGEST_NUMBER_IN_MARGIN = 40;

    private final Texts texts;
    private final Sides sides;
    private final PaperText paperText = new PaperText();
    private final PaperPrinter printer;

    public PermitPaper(Texts texts, Sides sides) {
        this.texts = texts;
        this.sides = sides;
        this.printer = new PaperPrinter(texts);
    }

    /**
     * The paper of this sheet.
     *
     * @throws IllegalArgumentException where the token is too long for a QR code
     */
    public RenderedPaper render(PermitSheet sheet) {
        var qr = QrPicture.of(PermitToken.scanText("", sheet.verifyAddress()), sheet.token());
        return printer.print(new Print(
                sheet.number(),
                "permit",
                Map.of("paper", new Page(sheet), "qr", qr),
                sheet.issuedAt(),
                ((long) sheet.number().hashCode() << Integer.SIZE) + sheet.revision(),
                Set.of(qr.dataUri())));
    }

    record SiteRow(int no, String name, String address, String limits) {}

    record PersonRow(
            int line,
            String grade,
            String surname,
            String forenames,
            String documentNumber,
            String role,
            String exceptedSites,
            boolean leads) {}

    record WaiverRow(String rule, String reason, String authority) {}

    record Role(String name, Trilingual meaning) {}

    /** The sheet in the words that are printed; whatever comes from outside has passed {@link PaperText}. */
    final class Page {

        private final PermitSheet sheet;

        Page(PermitSheet sheet) {
            this.sheet = sheet;
        }

        public String number() {
            return text(sheet.number());
        }

        public String numberInMargin() {
            return paperText.brief(sheet.number(), LONGEST_NUMBER_IN_MARGIN);
        }

        /** The English title of the file, as readers show it in their title bar. */
        public String fileTitle() {
            return texts.say("paper.title", Language.EN) + " " + numberInMargin() + " / " + sheet.revision();
        }

        public int revision() {
            return sheet.revision();
        }

        public Trilingual host() {
            return state(sheet.hostState());
        }

        public Trilingual sending() {
            return state(sheet.sendingState());
        }

        public String marking() {
            return paperText.brief(sheet.marking(), LONGEST_MARKING);
        }

        public boolean draft() {
            return sheet.draft();
        }

        public boolean demoAssumption() {
            return sheet.demoAssumption();
        }

        public String checkCode() {
            return text(sheet.checkCode());
        }

        public String exercise() {
            return text(sheet.exerciseCode() + " · " + sheet.exerciseTitle());
        }

        public boolean isPartOfGroup() {
            return sheet.group() != null;
        }

        public String group() {
            return text(String.valueOf(sheet.group()));
        }

        public @Nullable String inPlaceOf() {
            return sheet.inPlaceOf();
        }

        public String instrument() {
            var date = sheet.instrumentDate();
            return text(sheet.instrumentTitle() + (date == null ? "" : ", " + WrittenTime.DAY.format(date)));
        }

        public String rulesDate() {
            return WrittenTime.DAY.format(sheet.rulesDate());
        }

        public String validity() {
            return day(sheet.validFrom()) + " – " + day(sheet.validTo());
        }

        public String senior() {
            return leader(sheet.seniorLine());
        }

        public String deputy() {
            return leader(sheet.deputyLine());
        }

        public boolean armed() {
            return sheet.armed();
        }

        public List<String> arms() {
            return sheet.arms().stream()
                    .map(arm -> arm.quantity() + " × " + text(arm.type())
                            + (arm.serialNumber() == null ? "" : ", № " + text(arm.serialNumber())))
                    .toList();
        }

        public String route() {
            return sheet.route().stream()
                    .map(PermitPaper.this.paperText::printable)
                    .collect(Collectors.joining(" → "));
        }

        public @Nullable String limits() {
            return sheet.limits() == null || sheet.limits().isBlank() ? null : text(sheet.limits());
        }

        public List<SiteRow> sites() {
            return sheet.sites().stream()
                    .map(site -> new SiteRow(
                            site.no(), text(site.name()), textOrDash(site.address()), textOrDash(site.limits())))
                    .toList();
        }

        public List<PersonRow> persons() {
            return sheet.persons().stream()
                    .map(person -> new PersonRow(
                            person.line(),
                            text(person.grade()),
                            text(person.surname()),
                            text(person.forenames()),
                            text(person.documentNumber()),
                            roleName(person.role()),
                            person.exceptedSites().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                            Objects.equals(person.line(), sheet.seniorLine())
                                    || Objects.equals(person.line(), sheet.deputyLine())))
                    .toList();
        }

        public boolean hasExceptedSites() {
            return sheet.persons().stream()
                    .anyMatch(person -> !person.exceptedSites().isEmpty());
        }

        /** What the roles in the roll mean, each once, in the order of the roll. */
        public List<Role> roles() {
            return sheet.persons().stream()
                    .map(PermitSheet.Person::role)
                    .distinct()
                    .filter(role -> texts.knows(roleKey(role)))
                    .map(role -> new Role(roleName(role), trilingual(roleKey(role))))
                    .toList();
        }

        public List<WaiverRow> waivers() {
            return sheet.waivers().stream()
                    .map(waiver -> new WaiverRow(text(waiver.rule()), text(waiver.reason()), text(waiver.authority())))
                    .toList();
        }

        /** Whether the visit was let in as an emergency, which a higher authority approves under that rule. */
        public boolean isForEmergency() {
            return sheet.waivers().stream().anyMatch(waiver -> waiver.rule().equals(EMERGENCY_RULE));
        }

        public String issuedZulu() {
            return WrittenTime.zulu(sheet.issuedAt());
        }

        /** The moment of issue on the clocks of the host and of the sending side, where their zones are known. */
        public String issuedLocally() {
            return Stream.of(sheet.hostState(), sheet.sendingState())
                    .flatMap(state -> sides.find(state).stream())
                    .map(side -> WrittenTime.local(sheet.issuedAt(), side.zone(), side.code()))
                    .collect(Collectors.joining(" · "));
        }

        public String issuingAuthority() {
            return text(sheet.issuingAuthority());
        }

        public @Nullable String verifyAddress() {
            return sheet.verifyAddress() == null ? null : text(sheet.verifyAddress());
        }

        private String leader(@Nullable Integer line) {
            return sheet.persons().stream()
                    .filter(person -> Objects.equals(person.line(), line))
                    .findFirst()
                    .map(person -> text(person.grade() + " " + person.surname() + " " + person.forenames()) + " (№ "
                            + person.line() + ")")
                    .orElse("—");
        }

        private String roleName(String role) {
            return texts.sayOr(roleKey(role), text(role), Language.EN);
        }

        private Trilingual state(String code) {
            return texts.knows("side." + code)
                    ? trilingual("side." + code)
                    : new Trilingual(text(code), text(code), text(code));
        }
    }

    private Trilingual trilingual(String key) {
        return printer.inEachLanguage(Message.of(key));
    }

    private static String roleKey(String role) {
        return "paper.role." + role;
    }

    private static String day(LocalDate date) {
        return WrittenTime.DAY.format(date);
    }

    private String text(String text) {
        return paperText.printable(text);
    }

    private String textOrDash(@Nullable String text) {
        return text == null || text.isBlank() ? "—" : text(text);
    }
}
