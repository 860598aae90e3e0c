package org.mushterek.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditCheck.Outcome;
import org.mushterek.audit.AuditFault.Kind;
import org.mushterek.common.Ed25519Keys;
import org.mushterek.common.Sha256;

/**
 * Looks through an exported file, with nothing but the file and, if they were handed over before, the public keys. It keeps in
 * memory what the checkpoints cover of the file's own chains, and of the entries only the last.
 */
public final class ExportCheck {

    private final Map<String, PublicKey> trusted;
    private final ObjectMapper json = new ObjectMapper();
    private final FoundFaults faults = new FoundFaults();
    private final Map<String, PublicKey> keys = new TreeMap<>();
    private final Map<String, Covered> covered = new HashMap<>();
    private final MessageDigest sha = Sha256.begin();
    private final CheckpointCheck checkpoints;
    private @Nullable ChainCheck chain;
    private @Nullable Checkpoint last;
    private long lines;
    private long entries;
    private long chains;
    private long announced;
    private boolean hasEnded;

    /** What checkpoints say of one chain. */
    private static final class Covered {
        private final String mark;
        private final TreeMap<Long, String> hashes = new TreeMap<>();

        Covered(String mark) {
            this.mark = mark;
        }
    }

    /** @param trusted public keys by their ids; with none, those in the file are believed */
    private ExportCheck(Map<String, PublicKey> trusted) {
        this.trusted = trusted;
        this.checkpoints = new CheckpointCheck(keys, Optional.empty(), faults);
    }

    /** A line that no export has. */
    static final class UnreadableLine extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableLine(long number, String why) {
            super("Line " + number + " is not a line of an export: " + why);
        }
    }

    /**
     * Everything in the file that is not as it was written.
     *
     * @param keyFolder the folder with the public keys, null to believe those in the file
     * @throws IOException where it cannot be read
     * @throws IllegalArgumentException where it is no export at all
     */
    public static Outcome check(Reader file, @Nullable Path keyFolder) throws IOException {
        return new ExportCheck(keyFolder == null ? Map.of() : CheckpointKeys.publicKeys(keyFolder)).run(file);
    }

    private Outcome run(Reader file) throws IOException {
        keys.putAll(trusted);
        var reader = new BufferedReader(file);
        try {
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                lines++;
                follow(text);
            }
        } catch (UnreadableLine unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
        if (lines == 0) {
            throw new IllegalArgumentException("The file is empty.");
        }
        endChain();
        covered.forEach((name, heads) -> faults.gap(
                Kind.TRUNCATED,
                name,
                1,
                heads.hashes.lastKey(),
                ChainHash.beginning(name, heads.mark),
                "nothing is left of the chain"));
        if (last != null && last.number() < announced) {
            faults.add(Kind.TRUNCATED, "checkpoints", last.number() + 1, announced, "announced by the file, and gone");
        }
        if (!hasEnded) {
            faults.add(Kind.TRUNCATED, "file", lines, lines, "ends without its last line");
        }
        return new Outcome(entries, chains, last, faults.all());
    }

    private void follow(String text) {
        JsonNode line;
        try {
            line = json.readTree(text);
        } catch (IOException notJson) {
            throw new UnreadableLine(lines, "it is not JSON");
        }
        if (hasEnded) {
            faults.add(Kind.ADDED, "file", lines, lines, "stands after the last line");
            return;
        }
        var type = line.path("type").asText();
        if (lines == 1) {
            if (!type.equals("export") || !line.path("format").asText().equals(AuditExport.FORMAT)) {
                throw new UnreadableLine(1, "the file does not begin as one of " + AuditExport.FORMAT);
            }
            announced = line.path("lastCheckpoint").asLong();
        }
        if (type.equals("end")) {
            end(line);
            return;
        }
        sha.update((text + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            switch (type) {
                case "export" -> {}
                case "key" -> key(line);
                case "checkpoint" -> checkpoint(line);
                case "entry" -> entry(line);
                default -> throw new UnreadableLine(lines, "its type is unknown");
            }
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw new UnreadableLine(lines, "a value cannot be read");
        }
    }

    private void key(JsonNode line) {
        if (trusted.isEmpty()) {
            var key = Ed25519Keys.publicKey(Base64.getDecoder().decode(required(line, "publicKey")));
            keys.put(Ed25519Keys.id(key), key);
        }
    }

    private void checkpoint(JsonNode line) {
        var leaves = new ArrayList<String>();
        for (var head : line.path("heads")) {
            var mark = required(head, "mark");
            var position = head.path("position").asLong();
            var hash = required(head, "hash");
            leaves.add(ChainHash.leaf(mark, position, hash));
            covered.computeIfAbsent(required(head, "chain"), any -> new Covered(mark))
                    .hashes
                    .put(position, hash);
        }
        line.path("others").forEach(other -> leaves.add(other.asText()));
        var checkpoint = new Checkpoint(
                line.path("number").asLong(),
                Instant.parse(required(line, "takenAt")),
                line.path("count").asInt(),
                required(line, "root"),
                required(line, "previous"),
                required(line, "hash"),
                required(line, "keyId"),
                required(line, "signature"));
        checkpoints.follow(checkpoint, leaves);
        last = checkpoint;
    }

    private void entry(JsonNode line) {
        var entry = read(line);
        entries++;
        var open = chain;
        if (open == null || !open.chain().equals(entry.chain())) {
            endChain();
            var heads = covered.get(entry.chain());
            open = new ChainCheck(entry.chain(), heads == null ? null : heads.mark, faults);
            chain = open;
            chains++;
        }
        var heads = covered.get(entry.chain());
        if (heads == null) {
            faults.stranger(entry, Kind.ADDED);
        } else {
            open.follow(entry, heads.hashes.get(entry.position()));
        }
    }

    private void endChain() {
        if (chain != null) {
            var heads = covered.remove(chain.chain());
            if (heads != null) {
                var head = heads.hashes.lastEntry();
                chain.end(head.getKey(), head.getValue());
            }
            chain = null;
        }
    }

    private void end(JsonNode line) {
        hasEnded = true;
        var digest = HexFormat.of().formatHex(sha.digest());
        var key = keys.get(line.path("keyId").asText());
        if (key == null
                || !digest.equals(line.path("digest").asText())
                || !CheckpointKeys.verify(
                        key,
                        ChainHash.of("mushterek-audit-export-1", digest),
                        line.path("signature").asText())) {
            faults.add(Kind.FORGED, "file", lines, lines, "the file as a whole is not what was signed");
        }
    }

    private LinkedEntry read(JsonNode line) {
        var digest = line.path("digest");
        EntryContent content = null;
        if (!digest.isTextual()) {
            content = new EntryContent(
                    Instant.parse(required(line, "happenedAt")),
                    required(line, "account"),
                    optional(line, "onBehalfOf"),
                    optional(line, "side"),
                    optional(line, "case"),
                    required(line, "action"),
                    optional(line, "detail"),
                    required(line, "door"),
                    required(line, "salt"));
        }
        return new LinkedEntry(
                required(line, "chain"),
                line.path("position").asLong(),
                required(line, "previous"),
                required(line, "hash"),
                content,
                content == null ? digest.asText() : content.digest());
    }

    private String required(JsonNode line, String name) {
        var value = line.path(name);
        if (!value.isTextual()) {
            throw new UnreadableLine(lines, "it has no " + name);
        }
        return value.asText();
    }

    private static @Nullable String optional(JsonNode line, String name) {
        var value = line.path(name);
        return value.isTextual() ? value.asText() : null;
    }
}
