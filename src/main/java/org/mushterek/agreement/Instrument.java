package org.mushterek.agreement;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.common.Message;

/**
 * An instrument between states, as far as it is known: the shipped facts with the entries of legal officers laid over
 * them. What nobody knows is null and is shown as unknown.
 *
 * @param code stable, upper case ({@code SF-EXERCISES-2021})
 * @param parties three-letter codes of the states, in the order of the instrument's title
 * @param governsVisits whether visits of contingents can rest on it
 * @param signature place and day; null while unknown
 * @param entryIntoForceClause how it enters into force, in our words; null while unknown
 * @param entryIntoForce the same as data, for computing the day
 * @param enteredIntoForceOn first day on which it is in force
 * @param term how long one term is
 * @param renewal whether and how often it renews itself
 * @param noticeDays calendar days before the end of a term by which notice of non-renewal must have been given
 * @param noticeGiven the earliest notice, if one was given
 * @param terminatedOn last day on which it is in force, where it was ended otherwise than by lapse
 * @param entries the entries that hold: the newest of each field, and of each party where a field needs one
 * @param version rises with each entry, from 0; for ETags
 * @param titles as officers recorded them; null where the program ships the title
 */
public record Instrument(
        String code,
        Kind kind,
        List<String> parties,
        boolean governsVisits,
        @Nullable Signature signature,
        List<Approval> approvals,
        @Nullable Clause entryIntoForceClause,
        InstrumentContent.@Nullable EntryIntoForce entryIntoForce,
        @Nullable LocalDate enteredIntoForceOn,
        @Nullable Period term,
        Renewal renewal,
        @Nullable Integer noticeDays,
        @Nullable Notice noticeGiven,
        @Nullable LocalDate terminatedOn,
        List<Clause> clauses,
        List<InstrumentEntry> entries,
        int version,
        @Nullable Titles titles) {

    public Instrument {
        parties = List.copyOf(parties);
        approvals = List.copyOf(approvals);
        clauses = List.copyOf(clauses);
        entries = List.copyOf(entries);
    }

    /** What kind of paper it is. */
    public enum Kind {
        MEMORANDUM,
        AGREEMENT,
        DECLARATION;

        public Message text() {
            return Message.of("instrument.kind." + name());
        }
    }

    /**
     * @param place end of the key of the place's name, {@code place.<place>}; null where only the day is known
     * @param day null where only the place is known
     * @param source null where a legal officer entered the day
     */
    public record Signature(
            @Nullable String place,
            @Nullable LocalDate day,
            @Nullable String source) {}

    /**
     * One step by which one party approves the instrument as its own law requires.
     *
     * @param step key of the step's text
     * @param on null while it is not known to have happened
     * @param source null where a legal officer entered it
     */
    public record Approval(
            String party,
            Message step,
            @Nullable LocalDate on,
            @Nullable String source) {}

    /**
     * What is known of one clause.
     *
     * @param code subject, such as {@code HEALTH}; never an article's number, which nobody outside has seen
     * @param text key of what is known, in our words
     * @param fact the id of the fact ({@code MEM-04})
     * @param source who reports it
     */
    public record Clause(String code, Message text, String fact, Provenance provenance, String source) {}

    /** Whether an instrument renews itself when a term ends without notice. */
    public enum Renewal {
        /** It is not known whether it renews itself. */
        UNKNOWN,
        /** It ends with its term. */
        NONE,
        /** It renews itself; whether once or each time is not known. */
        AUTOMATIC_EXTENT_UNKNOWN,
        ONCE,
        EACH_TERM;

        public Message text() {
            return Message.of("instrument.renewal." + name());
        }
    }

    /** @param by the party that gave it; null where only the day is known */
    public record Notice(LocalDate on, @Nullable String by) {}

    /** A recorded title in the three languages. */
    public record Titles(String az, String tr, String en) {}

    public Message title() {
        return titles == null
                ? Message.of("instrument." + code + ".title")
                : Message.of("instrument.titled")
                        .with("title.az", titles.az())
                        .with("title.tr", titles.tr())
                        .with("title.en", titles.en());
    }

    public boolean hasParties(List<String> states) {
        return parties.containsAll(states);
    }

    /** An entry that supplies a field, if it is not a shipped fact; the first party's where a field needs one. */
    public Optional<InstrumentEntry> entryOf(EntryField field) {
        return entries.stream().filter(entry -> entry.field() == field).findFirst();
    }

    /** Whether anything that is shown of it is an assumption of the demonstration, which every page must say. */
    public boolean restsOnDemoAssumption() {
        return entries.stream().anyMatch(InstrumentEntry::demo);
    }

    public InstrumentTerms terms() {
        return InstrumentTerms.of(this);
    }
}
