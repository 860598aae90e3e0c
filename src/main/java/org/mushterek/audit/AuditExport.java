package org.mushterek.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sha256;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The audit of a side as a file that proves itself (docs/audit.md): a line of JSON for each checkpoint and each entry. What is
 * another side's stands there as a digest, so that a chain of both still holds; chains in which the side has no entry stand there
 * as what a checkpoint covers, without their names. Written page by page; when nobody reads any more, nothing more is asked.
 */
@Component
public class AuditExport {

    static final String FORMAT = "mushterek-audit-1";

    private static final int AT_ONCE = 500;
    private static final String OWN =
            "exists (select 1 from audit_entry o where o.chain = %s.chain" + " and (o.side = ? or o.side is null))";

    private final JdbcTemplate database;
    private final AuditTrail audit;
    private final Checkpoints checkpoints;
    private final CheckpointKeys keys;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    AuditExport(JdbcTemplate database, AuditTrail audit, Checkpoints checkpoints, CheckpointKeys keys, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.clock = clock;
    }

    /** An export that may be written: the account was asked, the request is on record, all is covered by a checkpoint. */
    public final class Begun {

        private final String side;
        private final @Nullable String caseNumber;
        private final long last;

        private Begun(String side, @Nullable String caseNumber, long last) {
            this.side = side;
            this.caseNumber = caseNumber;
            this.last = last;
        }

        /** @throws IOException where nobody takes it any more */
        public void write(OutputStream out) throws IOException {
            var lines = new Lines(out);
            lines.write(line("export")
                    .with("format", FORMAT)
                    .with("side", side)
                    .with("case", caseNumber)
                    .with("madeAt", clock.instant().truncatedTo(ChronoUnit.SECONDS))
                    .with("lastCheckpoint", last));
            for (var key : keys.publicKeys().entrySet()) {
                lines.write(line("key")
                        .with("keyId", key.getKey())
                        .with(
                                "publicKey",
                                Base64.getEncoder()
                                        .encodeToString(key.getValue().getEncoded())));
            }
            writeCheckpoints(lines);
            writeEntries(lines);
            var digest = lines.digest();
            var signed = keys.sign(ChainHash.of("mushterek-audit-export-1", digest));
            lines.write(line("end")
                    .with("lines", lines.count)
                    .with("digest", digest)
                    .with("keyId", signed.keyId())
                    .with("signature", signed.signature()));
        }

        private void writeCheckpoints(Lines lines) throws IOException {
            for (var number = 1L; number <= last; number++) {
                for (var checkpoint : database.query(
                        "select * from audit_checkpoint where number = ?",
                        (row, n) -> Checkpoints.checkpoint(row),
                        number)) {
                    lines.write(shown(checkpoint));
                }
            }
        }

        private Line shown(Checkpoint checkpoint) {
            var heads = new ArrayList<Map<String, Object>>();
            var others = new ArrayList<String>();
            database.query(
                    "select h.chain, h.mark, h.position, h.hash, case when " + OWN.formatted("h")
                            + " then 1 else 0 end from audit_head h where h.checkpoint = ? order by h.chain, h.position",
                    row -> {
                        var chain = row.getString(1);
                        if (row.getInt(5) == 1 && isAskedFor(chain)) {
                            var head = new LinkedHashMap<String, Object>();
                            head.put("chain", chain);
                            head.put("mark", row.getString(2));
                            head.put("position", row.getLong(3));
                            head.put("hash", row.getString(4));
                            heads.add(head);
                        } else {
                            others.add(ChainHash.leaf(row.getString(2), row.getLong(3), row.getString(4)));
                        }
                    },
                    side,
                    checkpoint.number());
            // In the order of the hashes, which says nothing of the names.
            others.sort(null);
            return line("checkpoint")
                    .with("number", checkpoint.number())
                    .with("takenAt", checkpoint.takenAt())
                    .with("count", checkpoint.heads())
                    .with("root", checkpoint.root())
                    .with("previous", checkpoint.previous())
                    .with("hash", checkpoint.hash())
                    .with("keyId", checkpoint.keyId())
                    .with("signature", checkpoint.signature())
                    .with("heads", heads)
                    .with("others", others);
        }

        private boolean isAskedFor(String chain) {
            return caseNumber == null || chain.equals("case:" + caseNumber);
        }

        private void writeEntries(Lines lines) throws IOException {
            var from = caseNumber == null ? "" : "case:" + caseNumber;
            for (var page = page(from, 0); !page.isEmpty(); ) {
                for (var entry : page) {
                    lines.write(shown(entry));
                }
                var end = page.get(page.size() - 1);
                page = page.size() < AT_ONCE ? List.of() : page(end.chain(), end.position());
            }
        }

        private List<LinkedEntry> page(String chain, long position) {
            return database.query(
                    "select e.* from audit_entry e where e.chain >= ? and (e.chain > ? or e.position > ?)"
                            + (caseNumber == null ? "" : " and e.chain = ?") + " and " + OWN.formatted("e")
                            + " and e.position <= (select max(h.position) from audit_head h where h.chain = e.chain"
                            + " and h.checkpoint <= ?) order by e.chain, e.position fetch first " + AT_ONCE
                            + " rows only",
                    (row, n) -> AuditRows.entry(row),
                    caseNumber == null
                            ? new Object[] {chain, chain, position, side, last}
                            : new Object[] {chain, chain, position, chain, side, last});
        }

        private Line shown(LinkedEntry entry) {
            var line = line("entry")
                    .with("chain", entry.chain())
                    .with("position", entry.position())
                    .with("previous", entry.previous())
                    .with("hash", entry.hash());
            var content = entry.content();
            if (content == null || (content.side() != null && !content.side().equals(side))) {
                return line.with("digest", entry.digest());
            }
            return line.with("happenedAt", content.happenedAt())
                    .with("account", content.account())
                    .with("onBehalfOf", content.onBehalfOf())
                    .with("side", content.side())
                    .with("case", content.caseNumber())
                    .with("action", content.action())
                    .with("detail", content.detail())
                    .with("door", content.door())
                    .with("salt", content.salt());
        }
    }

    /**
     * Begins an export.
     *
     * @param caseNumber only this case, null for all
     * @throws Refusal FORBIDDEN to everybody but auditors, NOT_FOUND for a case in which the side has no entry
     */
    public Begun begin(Account auditor, @Nullable String caseNumber) {
        Checkpoints.mayAudit(auditor);
        var side = auditor.side().code();
        if (caseNumber != null
                && database.queryForList(
                                "select id from audit_entry where chain = ? and (side = ? or side is null)"
                                        + " fetch first 1 rows only",
                                Long.class,
                                "case:" + caseNumber,
                                side)
                        .isEmpty()) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "audit.unknownCase");
        }
        audit.record(auditor.id(), side, caseNumber, "audit.exported", null);
        checkpoints.take();
        return new Begun(
                side, caseNumber, checkpoints.last().map(Checkpoint::number).orElse(0L));
    }

    private static Line line(String type) {
        return new Line(type);
    }

    /** One line in the making; what is missing is left out. */
    private static final class Line {

        private final Map<String, Object> values = new LinkedHashMap<>();

        Line(String type) {
            values.put("type", type);
        }

        Line with(String name, @Nullable Object value) {
            if (value != null) {
                values.put(name, value instanceof Number || value instanceof List<?> ? value : value.toString());
            }
            return this;
        }
    }

    private final class Lines {

        private final OutputStream out;
        private final MessageDigest sha = Sha256.begin();
        private long count;

        Lines(OutputStream out) {
            this.out = out;
        }

        void write(Line line) throws IOException {
            var bytes = (json.writeValueAsString(line.values) + "\n").getBytes(StandardCharsets.UTF_8);
            sha.update(bytes);
            out.write(bytes);
            count++;
        }

        String digest() {
            return HexFormat.of().formatHex(sha.digest());
        }
    }
}
