package org.mushterek.visit.paper;

import com.ibm.icu.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Column;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.document.PermitSheet;
import org.mushterek.document.PermitSheet.Person;

/** Who may pass the gates, by surname in the alphabet of those who stand there, with room to note who came and left. */
public final class GateList {

    private static final int ROOM_TO_WRITE = 6;

    private GateList() {}

    /** @param alphabet of the host's language */
    public static List<Section> of(VisitBasis visit, PermitSheet permit, Locale alphabet) {
        var persons = Grid.of(
                Column.of("paper.gate.place", 9),
                Column.of("paper.surname", 40),
                Column.of("paper.forenames"),
                Column.of("paper.grade", 14),
                Column.of("paper.documentNumber", 30),
                Column.of("paper.exceptedSites", 18),
                Column.of("paper.gate.in", 18),
                Column.of("paper.gate.out", 18));
        var place = 0;
        for (var person : sorted(permit.persons(), alphabet)) {
            place++;
            persons = persons.row(
                    Cell.text(place),
                    Cell.text(person.surname()),
                    Cell.text(person.forenames()),
                    Cell.text(person.grade()),
                    Cell.text(person.documentNumber()),
                    Cell.text(
                            person.exceptedSites().stream().map(String::valueOf).collect(Collectors.joining(", "))),
                    Cell.space(ROOM_TO_WRITE),
                    Cell.space(ROOM_TO_WRITE));
        }
        return List.of(
                Section.headed("paper.facts")
                        .fact("paper.number", Cell.text(visit.permit(permit)))
                        .strong("paper.validity", Written.days(permit.validFrom(), permit.validTo()))
                        .fact("paper.exercise", Cell.text(visit.exercise()))
                        .fact(
                                "paper.sites",
                                permit.sites().stream()
                                        .map(site -> Cell.text(site.no() + ". " + site.name()
                                                + (site.limits() == null ? "" : " (" + site.limits() + ")")))
                                        .toArray(Cell[]::new))
                        .fact("paper.senior", Written.leader(permit.persons(), permit.seniorLine()))
                        .fact("paper.deputy", Written.leader(permit.persons(), permit.deputyLine()))
                        .fact("paper.arms", Written.yesOrNo(permit.armed())),
                Section.headed("paper.gate.persons")
                        .fact("paper.order.count", Cell.text(permit.persons().size()))
                        .grid(persons)
                        .note("paper.gate.how")
                        .note("paper.houseForm"));
    }

    /** By surname, then by forenames, as a dictionary of the language sorts; who shares both, by line of the roll. */
    static List<Person> sorted(List<Person> persons, Locale alphabet) {
        var collator = Collator.getInstance(alphabet);
        return persons.stream()
                .sorted(Comparator.comparing(Person::surname, collator::compare)
                        .thenComparing(Person::forenames, collator::compare)
                        .thenComparingInt(Person::line))
                .toList();
    }
}
