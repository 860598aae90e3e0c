package org.mushterek.visit;

import java.text.Normalizer;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;

/** The text of a message as it is kept: NFC, lines ended by one sign, nothing that a database or a screen cannot hold. */
final class ThreadText {

    private ThreadText() {}

    /**
     * The text to keep.
     *
     * @param missing what to say where there is none
     * @throws Refusal INVALID with a finding at {@code text}
     */
    static String of(@Nullable String written, String missing) {
        var findings = new ArrayList<Finding>();
        var text = written == null
                ? ""
                : Normalizer.normalize(written, Normalizer.Form.NFC)
                        .replace("\r\n", "\n")
                        .replace('\r', '\n')
                        .strip();
        if (text.isEmpty()) {
            findings.add(VisitContentCheck.fault("text", missing));
        }
        VisitContentCheck.limit(findings, "text", text, TaskAnswer.LONGEST_TEXT);
        if (text.codePoints().anyMatch(ThreadText::isUnusable)) {
            findings.add(VisitContentCheck.fault("text", "visit.messageCharacters"));
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.messageInvalid"), findings);
        }
        return text;
    }

    /** Control signs and halves of a pair, which PostgreSQL does not store; directions and joiners are writing. */
    private static boolean isUnusable(int sign) {
        return Character.isISOControl(sign) && sign != '\n' && sign != '\t'
                || Character.getType(sign) == Character.SURROGATE;
    }
}
