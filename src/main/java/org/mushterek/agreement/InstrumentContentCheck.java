package org.mushterek.agreement;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentContent.Act;
import org.mushterek.agreement.InstrumentContent.EntryIntoForce;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Parties;

/** Says all that is wrong with what was recorded of a signed instrument. */
final class InstrumentContentCheck {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");
    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_NOTICE_DAYS = 3_650;

    private final Parties parties;
    private final List<String> others;
    private final Function<String, Optional<Instrument>> known;
    private final LocalDate today;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param parties the sides whose case it is
     * @param others codes of further states that can be parties, though they have no officers here
     * @param known finds an instrument of the register by its code
     */
    InstrumentContentCheck(
            Parties parties, List<String> others, Function<String, Optional<Instrument>> known, LocalDate today) {
        this.parties = parties;
        this.others = others;
        this.known = known;
        this.today = today;
    }

    List<Finding> findings(InstrumentContent content) {
        if (content.act() == null) {
            tell("act", "act");
        } else if (content.act() == Act.NEW) {
            checkNew(content);
        } else {
            checkAmendment(content);
        }
        checkSignature(content);
        checkTerm(content);
        checkEntryIntoForce(content);
        checkApprovals(content);
        checkText("reference", content.reference());
        return List.copyOf(findings);
    }

    private void checkNew(InstrumentContent content) {
        var code = content.code();
        if (code == null || code.length() > LONGEST_CODE || !CODE.matcher(code).matches()) {
            tell("code", "code");
        } else if (known.apply(code).isPresent()) {
            tell("code", "codeTaken");
        }
        if (content.kind() == null) {
            tell("kind", "kind");
        }
        if (!areParties(content.parties())) {
            tell("parties", "parties");
        }
        checkText("titleAz", content.titleAz());
        checkText("titleTr", content.titleTr());
        checkText("titleEn", content.titleEn());
        if (content.place() != null && content.place().length() > LONGEST_TEXT) {
            tell("place", "text");
        }
    }

    /** Each of the sides, and beside them only states that the program knows, each once. */
    private boolean areParties(List<String> codes) {
        return parties.are(codes.stream().filter(code -> !others.contains(code)).toList())
                && new HashSet<>(codes).size() == codes.size();
    }

    private void checkAmendment(InstrumentContent content) {
        var amended = content.code() == null ? Optional.<Instrument>empty() : known.apply(content.code());
        if (amended.isEmpty()) {
            tell("code", "amendedUnknown");
        } else if (!areParties(amended.get().parties())) {
            tell("code", "amendedOfOthers");
        }
        if (content.term() == null && content.renewal() == null && content.noticeDays() == null) {
            tell("term", "amendsNothing");
        }
        amended.map(Instrument::signature).map(Instrument.Signature::day).ifPresent(signed -> {
            var day = content.signedOn();
            if (day != null && day.isBefore(signed)) {
                tell("signedOn", "amendedBeforeSigned");
            }
        });
    }

    private void checkSignature(InstrumentContent content) {
        var day = content.signedOn();
        if (day == null || day.isAfter(today)) {
            tell("signedOn", day == null ? "signedOn" : "signedInFuture");
        }
    }

    private void checkTerm(InstrumentContent content) {
        var term = content.term();
        if (term != null && !isSound(term)) {
            tell("term", "term");
        }
        if (content.act() == Act.NEW && term == null && content.renewal() != null) {
            tell("term", "renewsNoTerm");
        }
        var days = content.noticeDays();
        if (days != null && (days < 0 || days > LONGEST_NOTICE_DAYS)) {
            tell("noticeDays", "noticeDays");
        }
    }

    private static boolean isSound(Period term) {
        return EntryCheck.isSoundTerm(term);
    }

    private void checkEntryIntoForce(InstrumentContent content) {
        var clause = content.entryIntoForce();
        if (clause == null) {
            tell("entryIntoForce", "entryIntoForce");
        } else if (clause == EntryIntoForce.FIXED_DAY) {
            var day = content.entersIntoForceOn();
            var signed = content.signedOn();
            if (day == null || signed != null && day.isBefore(signed)) {
                tell("entersIntoForceOn", "entersIntoForceOn");
            }
        } else if (content.entersIntoForceOn() != null) {
            tell("entersIntoForceOn", "noFixedDay");
        }
    }

    private void checkApprovals(InstrumentContent content) {
        var seen = new HashSet<InstrumentContent.RequiredApproval>();
        for (var required : content.approvals()) {
            if (!isParty(content, required.party()) || !seen.add(required)) {
                tell("approvals", "approvals");
                return;
            }
        }
    }

    /** A side of the case is one whatever is written; a further state where it is named. */
    private boolean isParty(InstrumentContent content, String code) {
        return parties.sides().stream().anyMatch(side -> side.code().equals(code))
                || content.parties().contains(code);
    }

    private void checkText(String place, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
            tell(place, "text");
        }
    }

    private void tell(String place, String fault) {
        var codes = String.join(
                ", ", parties.sides().stream().map(side -> side.code()).toList());
        findings.add(new Finding(
                "agreement.case." + fault,
                place,
                Message.of("agreement.case." + fault),
                Message.of("agreement.case." + fault + ".cure")
                        .with("parties", codes)
                        .with("others", String.join(", ", others))
                        .with("today", today)
                        .with("longest", LONGEST_TEXT),
                null));
    }
}
