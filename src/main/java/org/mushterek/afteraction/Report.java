package org.mushterek.afteraction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.Observation.Settlement;
import org.mushterek.exercise.conduct.BeforeStartex.Gate;
import org.mushterek.exercise.conduct.Conduct.Objective;
import org.mushterek.exercise.drill.DrillConduct;
import org.mushterek.retention.PersonalRecords;
import org.mushterek.visit.VisitFigures.Figure;

/**
 * All that stands in a report, as it was fixed when it was submitted for signature, or as it would be now. What is joint holds
 * only what each owner released; a side's own edition adds what is national to that side.
 *
 * @param number of the case
 * @param title of the exercise
 * @param plannedFirst first day as registered, {@code plannedLast} the last
 * @param gate through which STARTEX opened; null in reports of an earlier release
 * @param hotWash what each party said, by its code
 * @param drills planned against conducted; empty where no plan was in force
 * @param observations accepted and released by their owners
 * @param national accepted ones of the reading side that it keeps to itself; empty in the joint edition
 * @param summary in the words of the host's lessons officer
 * @param signatures who has signed, in the order of signing
 * @param madeAt when it was fixed; the present moment for what is not
 * @param draft whether a signature is missing (AAR-08)
 */
public record Report(
        String number,
        ReportCase.Stage stage,
        int revision,
        String exercise,
        String title,
        String host,
        List<String> parties,
        LocalDate plannedFirst,
        LocalDate plannedLast,
        @Nullable LocalDate startexOn,
        LocalDate endexOn,
        List<Objective> objectives,
        @Nullable Gate gate,
        Map<String, HotWash> hotWash,
        List<Figure> visits,
        List<DrillConduct.Figure> drills,
        List<Item> observations,
        List<Item> national,
        String summary,
        @Nullable LocalDate meetingOn,
        @Nullable String meetingMinutes,
        List<Signature> signatures,
        Instant madeAt,
        boolean draft) {

    /** Reports of an earlier release hold no drills. */
    public Report {
        drills = Optional.ofNullable(drills).orElse(List.of());
    }

    /**
     * An observation as it stands in a report; who wrote it stays with its side.
     *
     * @param originals what a joint text rests on, in whose place it stands; of one that is not released only the owner is told
     * @param actions what was ordered because of it, earliest due first
     */
    public record Item(
            String number,
            String owner,
            String title,
            LocalDate observedOn,
            @Nullable String objective,
            String observation,
            @Nullable String discussion,
            @Nullable String conclusion,
            @Nullable String recommendation,
            List<Tag> tags,
            Marking classification,
            @Nullable Settlement settlement,
            List<Merging.Original> originals,
            List<Ordered> actions) {

        /** Reports of an earlier release bear no markings, no joint texts and no actions. */
        public Item {
            classification = Optional.ofNullable(classification).orElse(Marking.UNCLASSIFIED);
            originals = Optional.ofNullable(originals).orElse(List.of());
            actions = Optional.ofNullable(actions).orElse(List.of());
        }

        /** The same with its title alone; day, objective, tags, marking and how it was settled stay. */
        Item withoutTexts() {
            return new Item(
                    number,
                    owner,
                    title,
                    observedOn,
                    objective,
                    PersonalRecords.GONE,
                    PersonalRecords.gone(discussion),
                    PersonalRecords.gone(conclusion),
                    PersonalRecords.gone(recommendation),
                    tags,
                    classification,
                    settlement == null ? null : new Settlement(settlement.kind(), null),
                    originals,
                    actions.stream().map(Ordered::withoutTexts).toList());
        }
    }

    /** The same without words: figures, ratings, days, titles and signatures stay. */
    Report withoutTexts() {
        var washed = new TreeMap<String, HotWash>();
        hotWash.forEach((party, said) -> washed.put(party, said.withoutTexts()));
        return copy(
                washed,
                observations.stream().map(Item::withoutTexts).toList(),
                national.stream().map(Item::withoutTexts).toList(),
                PersonalRecords.GONE,
                PersonalRecords.gone(meetingMinutes),
                signatures,
                draft);
    }

    /**
     * A corrective action as every party may know of it (AAR-05); who is in charge stays with its side.
     *
     * @param organisation which unit or office has to do it
     */
    public record Ordered(
            String number,
            String owner,
            @Nullable String title,
            @Nullable String organisation,
            LocalDate dueOn) {

        /** The same with its title alone. */
        Ordered withoutTexts() {
            return new Ordered(number, owner, title, null, dueOn);
        }
    }

    /** The highest marking of what stands in it. */
    Marking marking() {
        return Stream.concat(observations.stream(), national.stream())
                .map(Item::classification)
                .max(Comparator.naturalOrder())
                .orElse(Marking.UNCLASSIFIED);
    }

    /** @param signedAt when the party signed the revision that was submitted */
    public record Signature(String party, Instant signedAt) {}

    /** The same with the signatures that it bears, in the edition of a side. */
    Report with(List<Signature> signed, List<Item> own, boolean stillDraft) {
        return copy(hotWash, observations, own, summary, meetingMinutes, signed, stillDraft);
    }

    private Report copy(
            Map<String, HotWash> washed,
            List<Item> joint,
            List<Item> own,
            String summed,
            @Nullable String minutes,
            List<Signature> signed,
            boolean stillDraft) {
        return new Report(
                number,
                stage,
                revision,
                exercise,
                title,
                host,
                parties,
                plannedFirst,
                plannedLast,
                startexOn,
                endexOn,
                objectives,
                gate,
                washed,
                visits,
                drills,
                joint,
                own,
                summed,
                meetingOn,
                minutes,
                signed,
                madeAt,
                stillDraft);
    }
}
