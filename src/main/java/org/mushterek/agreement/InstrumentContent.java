package org.mushterek.agreement;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instrument.Kind;
import org.mushterek.agreement.Instrument.Renewal;

/**
 * What an officer records of a signed instrument, or of a signed amendment. Null is what is not written yet; of an
 * amendment also what it leaves as it is.
 *
 * @param act whether it is a new instrument or changes one
 * @param code the new instrument's, upper case; of an amendment that of the instrument that it changes
 * @param parties codes of the states, in the order of the title
 * @param governsVisits whether visits can rest on it; they can where nothing is said
 * @param titleAz its title in Azerbaijani, and so in Turkish and English
 * @param place where it was signed
 * @param term how long one term is, an ISO period ({@code P1Y})
 * @param noticeDays calendar days before the end of a term by which notice of non-renewal must have been given
 * @param entryIntoForce what the clause of entry into force waits for
 * @param entersIntoForceOn the day that the clause names, for {@link EntryIntoForce#FIXED_DAY} only
 * @param approvals what each party's own law requires; a party without an entry requires nothing
 * @param reference where the text can be read
 */
public record InstrumentContent(
        @Nullable Act act,
        @Nullable String code,
        @Nullable Kind kind,
        List<String> parties,
        @Nullable Boolean governsVisits,
        @Nullable String titleAz,
        @Nullable String titleTr,
        @Nullable String titleEn,
        @Nullable String place,
        @Nullable LocalDate signedOn,
        @Nullable Period term,
        @Nullable Renewal renewal,
        @Nullable Integer noticeDays,
        @Nullable EntryIntoForce entryIntoForce,
        @Nullable LocalDate entersIntoForceOn,
        List<RequiredApproval> approvals,
        @Nullable String reference) {

    static final InstrumentContent BLANK = new InstrumentContent(
            null, null, null, List.of(), null, null, null, null, null, null, null, null, null, null, null, List.of(),
            null);

    public InstrumentContent {
        titleAz = clean(titleAz);
        titleTr = clean(titleTr);
        titleEn = clean(titleEn);
        place = clean(place);
        reference = clean(reference);
        parties = orNone(parties);
        approvals = orNone(approvals);
    }

    /** What was signed. */
    public enum Act {
        NEW,
        AMENDMENT
    }

    /** What the clause of entry into force waits for. */
    public enum EntryIntoForce {
        /** It is in force from the day of signature. */
        SIGNATURE,
        /**
         * From the day on which the last written notification, through diplomatic channels, of completed internal procedures
         * is received (as reported of the Caucasian Eagle memorandum, SIS-01).
         */
        LAST_NOTIFICATION,
        /** From the day that it names, where every party has approved by then, and otherwise from the last approval. */
        FIXED_DAY
    }

    /** A step by which a party approves as its own law requires. */
    public enum Step {
        PARLIAMENT,
        DECREE
    }

    /** One step that a party's own law requires. */
    public record RequiredApproval(String party, Step step) {}

    /** A list that JSON leaves out is empty. */
    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static @Nullable String clean(@Nullable String written) {
        return written == null || written.isBlank() ? null : Normalizer.normalize(written.strip(), Normalizer.Form.NFC);
    }

    /** The steps that this party's own law requires, in order. */
    List<Step> stepsOf(String party) {
        return approvals.stream()
                .filter(required -> required.party().equals(party))
                .map(RequiredApproval::step)
                .toList();
    }

    /** The same of these parties; an amendment is between the parties of what it amends. */
    InstrumentContent between(List<String> others) {
        return new InstrumentContent(
                act,
                code,
                kind,
                others,
                governsVisits,
                titleAz,
                titleTr,
                titleEn,
                place,
                signedOn,
                term,
                renewal,
                noticeDays,
                entryIntoForce,
                entersIntoForceOn,
                approvals,
                reference);
    }
}
