package org.mushterek.audit;

import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mushterek.audit.AuditFault.Kind;
import org.mushterek.audit.CheckpointKeys.Noted;

/** Follows the checkpoints from the first one. */
final class CheckpointCheck {

    private static final String CHECKPOINTS = "checkpoints";

    private final Map<String, PublicKey> keys;
    private final Optional<Noted> noted;
    private final FoundFaults faults;
    private long expected = 1;
    private String previous = "";

    /** @param noted what is known of the last checkpoint from elsewhere */
    CheckpointCheck(Map<String, PublicKey> keys, Optional<Noted> noted, FoundFaults faults) {
        this.keys = keys;
        this.noted = noted;
        this.faults = faults;
    }

    /** @param leaves what stands for each of its heads */
    void follow(Checkpoint checkpoint, List<String> leaves) {
        var number = checkpoint.number();
        if (number > expected) {
            tell(Kind.MISSING, expected, number - 1, "nothing stands here any more");
        } else if (!checkpoint.previous().equals(previous)) {
            tell(Kind.FORGED, number, number, "does not follow the one before");
        }
        var key = keys.get(checkpoint.keyId());
        if (key == null) {
            tell(Kind.FORGED, number, number, "signed with a key that is not known: " + checkpoint.keyId());
        } else if (!checkpoint.isWhole() || !CheckpointKeys.verify(key, checkpoint.hash(), checkpoint.signature())) {
            tell(Kind.FORGED, number, number, "the signature does not belong to it");
        } else if (leaves.size() != checkpoint.heads()
                || !ChainHash.root(leaves).equals(checkpoint.root())) {
            tell(Kind.FORGED, number, number, "does not cover the heads that stand with it");
        }
        if (noted.isPresent()
                && noted.get().number() == number
                && !noted.get().hash().equals(checkpoint.hash())) {
            tell(Kind.FORGED, number, number, "is not the one that was noted beside the keys");
        }
        previous = checkpoint.hash();
        expected = number + 1;
    }

    void end() {
        noted.filter(last -> last.number() >= expected)
                .ifPresent(last -> tell(Kind.TRUNCATED, expected, last.number(), "taken once, and gone"));
    }

    private void tell(Kind kind, long first, long last, String says) {
        faults.add(kind, CHECKPOINTS, first, last, says);
    }
}
