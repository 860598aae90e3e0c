package org.mushterek.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.Instrument.Approval;
import org.mushterek.agreement.Instrument.Notice;
import org.mushterek.agreement.Instrument.Renewal;
import org.mushterek.agreement.Instrument.Signature;
import org.mushterek.audit.AuditTrail;
import org.mushterek.build.TestDatabase;
import org.mushterek.common.Finding;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.SharedVersions;
import org.mushterek.common.Side;
import org.mushterek.common.StoredJson;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag(TestDatabase.TAG)
class InstrumentsTest {

    private static final String MEMORANDUM = "SF-EXERCISES-2021";
    // In Baku it is already 12 January.
    private static final Instant NOW = Instant.parse("2027-01-11T21:30:00Z");

    private static final Side AZE = new Side("AZE", "aze", "AZ", ZoneId.of("Asia/Baku"), Language.AZ);
    private static final Side TUR = new Side("TUR", "tur", "TR", ZoneId.of("Europe/Istanbul"), Language.TR);
    private static final Side GEO = new Side("GEO", "geo", "GE", ZoneId.of("Asia/Tbilisi"), Language.EN);
    private static final Account LEGAL = officer(AZE, Role.LEGAL);

    private final DataSource data = TestDatabase.fresh(
            "db/migration/V1__audit.sql",
            "db/migration/V75__audit_chain.sql",
            "db/migration/V2__agreement.sql",
            "db/migration/V95__shared_versions.sql",
            "db/migration/V15__instrument_case.sql",
            "db/migration/V44__answers_on_behalf.sql",
            "db/migration/V65.1__deputies_in_audit.sql");
    private final JdbcClient database = JdbcClient.create(data);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SharedVersions versions = new SharedVersions(database);
    private Instruments instruments = new Instruments(
            database,
            new InstrumentCases(
                    database, new StoredJson(new ObjectMapper()), new AuditTrail(data, clock), clock, versions),
            new AuditTrail(data, clock),
            event -> {},
            clock,
            versions);

    @BeforeEach
    void readsAfresh() {
        instruments = new Instruments(
                database,
                new InstrumentCases(
                        database, new StoredJson(new ObjectMapper()), new AuditTrail(data, clock), clock, versions),
                new AuditTrail(data, clock),
                event -> {},
                clock,
                versions);
    }

    @Test
    void shipsWhatIsKnownAndLeavesTheRestOpen() {
        assertThat(instruments.all())
                .extracting(Instrument::code)
                .containsExactly(
                        MEMORANDUM,
                        "CAUCASIAN-EAGLE",
                        "MILITARY-EDUCATION-1992",
                        "STRATEGIC-PARTNERSHIP-2010",
                        "SHUSHA-DECLARATION-2021");
        var memorandum = instruments.get(MEMORANDUM);
        assertThat(memorandum.signature())
                .isEqualTo(new Signature("Baku", LocalDate.of(2021, 7, 2), "Azernews 183925; Trend 3492001"));
        assertThat(memorandum.terms())
                .isEqualTo(
                        new InstrumentTerms(null, Period.ofYears(1), Renewal.AUTOMATIC_EXTENT_UNKNOWN, 90, null, null));
        assertThat(memorandum.clauses())
                .extracting(Instrument.Clause::fact)
                .containsExactly(
                        "MEM-01", "MEM-02", "MEM-03", "MEM-04", "MEM-05", "MEM-06", "MEM-07", "MEM-08", "MEM-09",
                        "MEM-10", "MEM-11", "MEM-12");
        assertThat(memorandum.version()).isZero();
        assertThat(instruments.get("CAUCASIAN-EAGLE").terms())
                .isEqualTo(
                        new InstrumentTerms(null, Period.ofYears(1), Renewal.AUTOMATIC_EXTENT_UNKNOWN, 30, null, null));
        assertThat(instruments.all())
                .allSatisfy(one -> assertThat(one.enteredIntoForceOn()).isNull());
    }

    @Test
    void tellsEveryShippedFactInThreeLanguages() {
        var texts = new Texts();
        var missing = new TreeSet<String>();
        for (var one : instruments.all()) {
            require(texts, one.title(), missing);
            require(texts, one.kind().text(), missing);
            one.clauses().forEach(clause -> require(texts, clause.text(), missing));
            one.approvals().forEach(step -> require(texts, step.step(), missing));
            one.parties().forEach(party -> require(texts, Message.of("side." + party), missing));
            if (one.entryIntoForceClause() != null) {
                require(texts, one.entryIntoForceClause().text(), missing);
            }
        }
        for (var field : EntryField.values()) {
            require(texts, field.text(), missing);
        }
        for (var renewal : Renewal.values()) {
            require(texts, renewal.text(), missing);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void findsTheInstrumentOfTheFewestPartiesThatHoldsAllStates() {
        assertThat(instruments.governing(List.of("TUR", "AZE"), null).map(Instrument::code))
                .contains(MEMORANDUM);
        assertThat(instruments.governing(List.of("TUR", "AZE", "GEO"), null).map(Instrument::code))
                .contains("CAUCASIAN-EAGLE");
        assertThat(instruments.governing(List.of("TUR", "PAK"), null)).isEmpty();
    }

    @Test
    void letsTheOneThatFollowedGovernAfterTheEndOfSeveral() {
        enter(0, EntryField.ENTERED_INTO_FORCE, null, "2021-10-20");
        var first = enter(1, EntryField.NOTICE_GIVEN, "TUR", "2021-10-20");
        var next = followedBy(first, LocalDate.of(2023, 1, 1));

        for (var both : List.of(List.of(first, next), List.of(next, first))) {
            assertThat(List.of(
                            governing(both, LocalDate.of(2021, 10, 19)),
                            governing(both, LocalDate.of(2022, 12, 31)),
                            governing(both, LocalDate.of(2023, 1, 1)),
                            governing(both, LocalDate.of(2025, 5, 1))))
                    .containsExactly(both.get(0).code(), MEMORANDUM, "NEXT", "NEXT");
        }
    }

    private static String governing(List<Instrument> instruments, LocalDate day) {
        return Instruments.governing(instruments, List.of("TUR", "AZE"), day)
                .map(Instrument::code)
                .orElseThrow();
    }

    // Of a class that was compiled before, NullAway takes a nested type that may be null for one that may not.
    @SuppressWarnings("NullAway")
    private static Instrument followedBy(Instrument one, LocalDate enteredIntoForceOn) {
        return new Instrument(
                "NEXT",
                one.kind(),
                one.parties(),
                one.governsVisits(),
                one.signature(),
                one.approvals(),
                one.entryIntoForceClause(),
                one.entryIntoForce(),
                enteredIntoForceOn,
                one.term(),
                one.renewal(),
                one.noticeDays(),
                one.noticeGiven(),
                one.terminatedOn(),
                one.clauses(),
                one.entries(),
                one.version(),
                one.titles());
    }

    @Test
    void laysTheEntryOverTheShippedFactsAndTracesIt() {
        var after = enter(0, EntryField.ENTERED_INTO_FORCE, null, "2021-10-20");

        assertThat(after.enteredIntoForceOn()).isEqualTo(LocalDate.of(2021, 10, 20));
        assertThat(after.version()).isEqualTo(1);
        assertThat(after.entryOf(EntryField.ENTERED_INTO_FORCE))
                .contains(new InstrumentEntry(
                        MEMORANDUM,
                        1,
                        EntryField.ENTERED_INTO_FORCE,
                        null,
                        "2021-10-20",
                        "aze.legal",
                        NOW,
                        "Note 12/2021",
                        false));
        assertThat(after.restsOnDemoAssumption()).isFalse();
        assertThat(instruments.all().get(0)).isEqualTo(after);
        assertThat(instruments.governing(List.of("AZE", "TUR"), null)).contains(after);
        assertThat(database.sql("select account, side, case_number, action, detail from audit_entry")
                        .query()
                        .singleRow()
                        .values())
                .containsExactly("aze.legal", "AZE", MEMORANDUM, "instrument.entered", "ENTERED_INTO_FORCE");
    }

    @Test
    void letsTheNewestEntryHoldAndTakesItBack() {
        enter(0, EntryField.NOTICE_DAYS, null, "60");
        assertThat(enter(1, EntryField.NOTICE_DAYS, null, "45").noticeDays()).isEqualTo(45);

        var takenBack = enter(2, EntryField.NOTICE_DAYS, null, null);
        assertThat(takenBack.noticeDays()).isEqualTo(90);
        assertThat(takenBack.version()).isEqualTo(3);
        assertThat(takenBack.entries()).isEmpty();
        assertThat(instruments.entriesOf(MEMORANDUM)).hasSize(3);
    }

    @Test
    void readsEveryField() {
        enter(0, EntryField.SIGNED_ON, null, "2021-07-01");
        enter(1, EntryField.APPROVED_ON, "TUR", "2021-09-01");
        enter(2, EntryField.ENTERED_INTO_FORCE, null, "2021-10-20");
        enter(3, EntryField.TERM, null, "P2Y");
        enter(4, EntryField.RENEWAL, null, "EACH_TERM");
        enter(5, EntryField.NOTICE_GIVEN, "TUR", "2027-01-12");
        enter(6, EntryField.NOTICE_GIVEN, "AZE", "2027-01-10");
        var after = enter(7, EntryField.TERMINATED_ON, null, "2027-06-30");

        assertThat(after.signature()).isEqualTo(new Signature("Baku", LocalDate.of(2021, 7, 1), null));
        assertThat(after.approvals())
                .contains(new Approval(
                        "TUR", Message.of("instrument.approval.completed"), LocalDate.of(2021, 9, 1), null))
                .doesNotContain(new Approval("TUR", Message.of("instrument.approval.completed"), null, null));
        assertThat(after.terms())
                .isEqualTo(new InstrumentTerms(
                        LocalDate.of(2021, 10, 20),
                        Period.ofYears(2),
                        Renewal.EACH_TERM,
                        90,
                        new Notice(LocalDate.of(2027, 1, 10), "AZE"),
                        LocalDate.of(2027, 6, 30)));
    }

    @Test
    void marksWhatTheDemonstrationSupposes() {
        var after = instruments.recordDemoAssumption(
                MEMORANDUM, new NewEntry(EntryField.RENEWAL, null, "EACH_TERM", "Demo assumption"));

        assertThat(after.restsOnDemoAssumption()).isTrue();
        assertThat(after.renewal()).isEqualTo(Renewal.EACH_TERM);
    }

    @Test
    void letsAnOfficersEntryReplaceADemoAssumption() {
        instruments.recordDemoAssumption(
                MEMORANDUM, new NewEntry(EntryField.RENEWAL, null, "EACH_TERM", "Demo assumption"));
        assertThat(enter(1, EntryField.RENEWAL, null, "ONCE").restsOnDemoAssumption())
                .isFalse();
    }

    @Test
    void refusesWhoIsNotALegalOfficerOfAParty() {
        var entry = new NewEntry(EntryField.RENEWAL, null, "ONCE", "Note");
        assertThat(refusal(officer(AZE, Role.AUTHORITY), MEMORANDUM, 0, entry).kind())
                .isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refusal(officer(GEO, Role.LEGAL), MEMORANDUM, 0, entry).reason())
                .isEqualTo(Message.of("agreement.notAParty").with("side", Message.of("side.GEO")));
        assertThat(instruments
                        .recordEntry(officer(GEO, Role.LEGAL), "CAUCASIAN-EAGLE", 0, entry)
                        .version())
                .isEqualTo(1);
    }

    @Test
    void refusesAnUnknownInstrumentAndAStaleVersion() {
        var entry = new NewEntry(EntryField.RENEWAL, null, "ONCE", "Note");
        assertThat(refusal(LEGAL, "NONE", 0, entry).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        enter(0, EntryField.RENEWAL, null, "ONCE");
        assertThat(refusal(officer(TUR, Role.LEGAL), MEMORANDUM, 0, entry).kind())
                .isEqualTo(Refusal.Kind.STALE);
        assertThat(instruments.entriesOf(MEMORANDUM)).hasSize(1);
    }

    @ParameterizedTest(name = "{0} of {1} as \"{2}\": {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "ENTERED_INTO_FORCE, -, 20.10.2021, agreement.entry.day",
                "ENTERED_INTO_FORCE, -, 2021-07-01, agreement.entry.beforeSignature",
                "APPROVED_ON, TUR, 2027-01-13, agreement.entry.future",
                "APPROVED_ON, -, 2021-09-01, agreement.entry.partyMissing",
                "APPROVED_ON, GEO, 2021-09-01, agreement.entry.partyUnknown",
                "RENEWAL, TUR, ONCE, agreement.entry.partyNotAsked",
                "RENEWAL, -, sometimes, agreement.entry.renewal",
                "TERM, -, a year, agreement.entry.term",
                "TERM, -, P0D, agreement.entry.term",
                "TERM, -, P-1Y, agreement.entry.term",
                "TERM, -, P100Y, agreement.entry.term",
                "NOTICE_DAYS, -, -1, agreement.entry.noticeDays",
                "NOTICE_DAYS, -, 3651, agreement.entry.noticeDays",
            })
    void refusesAnUnsoundValue(EntryField field, @Nullable String party, String value, String fault) {
        var refusal = refusal(LEGAL, MEMORANDUM, 0, new NewEntry(field, party, value, "Note"));

        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
        assertThat(refusal.findings()).extracting(Finding::code).containsExactly(fault);
        assertThat(instruments.entriesOf(MEMORANDUM)).isEmpty();
        var texts = new Texts();
        for (var finding : refusal.findings()) {
            assertThat(texts.say(finding.wrong(), Language.AZ)).doesNotContain("agreement.");
            assertThat(texts.say(java.util.Objects.requireNonNull(finding.cure()), Language.TR))
                    .doesNotContain("agreement.", "{");
        }
    }

    @Test
    void takesTodayOfTheOfficersSideAsNotInTheFuture() {
        enter(0, EntryField.APPROVED_ON, "AZE", "2027-01-12");
        var entry = new NewEntry(EntryField.APPROVED_ON, "TUR", "2027-01-13", "Note");
        assertThat(refusal(officer(TUR, Role.LEGAL), MEMORANDUM, 1, entry).findings())
                .hasSize(1);
    }

    @Test
    void refusesNoticeBeforeEntryIntoForce() {
        enter(0, EntryField.ENTERED_INTO_FORCE, null, "2021-10-20");
        var early = new NewEntry(EntryField.NOTICE_GIVEN, "TUR", "2021-10-19", "Note");
        assertThat(refusal(LEGAL, MEMORANDUM, 1, early).findings())
                .extracting(Finding::code)
                .containsExactly("agreement.entry.beforeEntryIntoForce");
        assertThat(enter(1, EntryField.NOTICE_GIVEN, "TUR", "2021-10-20").noticeGiven())
                .isEqualTo(new Notice(LocalDate.of(2021, 10, 20), "TUR"));
    }

    @Test
    void tellsAllFaultsOfAnEntryAtOnce() {
        var refusal = refusal(LEGAL, MEMORANDUM, 0, new NewEntry(EntryField.NOTICE_GIVEN, null, "soon", " "));
        assertThat(refusal.findings()).extracting(Finding::place).containsExactly("party", "reference", "value");
    }

    @Test
    void refusesAReferenceThatIsTooLong() {
        var limit = "x".repeat(200);
        assertThat(instruments
                        .recordEntry(LEGAL, MEMORANDUM, 0, new NewEntry(EntryField.RENEWAL, null, "ONCE", limit))
                        .version())
                .isEqualTo(1);
        assertThatThrownBy(() -> instruments.recordEntry(
                        LEGAL, MEMORANDUM, 1, new NewEntry(EntryField.RENEWAL, null, "ONCE", limit + "x")))
                .isInstanceOf(Refusal.class);
    }

    private Instrument enter(int seen, EntryField field, @Nullable String party, @Nullable String value) {
        return instruments.recordEntry(LEGAL, MEMORANDUM, seen, new NewEntry(field, party, value, "Note 12/2021"));
    }

    private Refusal refusal(Account officer, String code, int seen, NewEntry entry) {
        return catchThrowableOfType(Refusal.class, () -> instruments.recordEntry(officer, code, seen, entry));
    }

    private static Account officer(Side side, Role role) {
        return new Account(side.tenant() + "." + role.code(), side, Set.of(role), Language.EN);
    }

    private static void require(Texts texts, Message message, Set<String> missing) {
        if (!texts.versions(message.key()).keySet().equals(Set.of("en", "az", "tr"))) {
            missing.add(message.key());
        }
    }
}
