package org.mushterek.file;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** What is looked at before a file is kept, whatever case it belongs to: its size, its type, its name, and what a scanner says. */
@Component
public class FileIntake {

    private static final Logger LOG = LoggerFactory.getLogger(FileIntake.class);

    private final VirusScan scan;
    private final Limits limits;

    FileIntake(
            ObjectProvider<VirusScan> scan,
            @Value("${mushterek.attachments.largest-file}") DataSize largestFile,
            @Value("${mushterek.attachments.largest-case}") DataSize largestCase,
            @Value("${mushterek.attachments.most-files}") int mostFiles) {
        this.scan = scan.getIfUnique(() -> VirusScan.NONE);
        this.limits = new Limits(largestFile.toBytes(), largestCase.toBytes(), mostFiles);
    }

    /**
     * How much a case takes. The sides are counted apart: neither learns from the other's room what it keeps there.
     *
     * @param largestFile bytes of one file
     * @param largestCase bytes of all files of a side in a case
     * @param mostFiles of a side in a case
     */
    public record Limits(long largestFile, long largestCase, int mostFiles) {}

    /** A file that may be kept. */
    public record Taken(String name, FileType type, byte[] content, String sha256) {}

    public Limits limits() {
        return limits;
    }

    /**
     * Looks at a file that was sent in.
     *
     * @param name as the sender's machine calls it
     * @param findings to which all that is wrong is added
     * @return empty where something is wrong with it
     * @throws Refusal TOO_LARGE
     */
    public Optional<Taken> check(@Nullable String name, byte @Nullable [] content, List<Finding> findings) {
        var before = findings.size();
        if (name != null && name.length() > FileNames.LONGEST) {
            findings.add(new Finding(
                    "visit.tooLong",
                    "file",
                    Message.of("visit.fileNameTooLong").with("length", name.length()),
                    Message.of("visit.tooLong.cure").with("longest", FileNames.LONGEST),
                    null));
        }
        var type = type(content, findings);
        return content == null || type == null || findings.size() > before
                ? Optional.empty()
                : Optional.of(new Taken(FileNames.safe(name, type), type, content, Sha256.of(content)));
    }

    private @Nullable FileType type(byte @Nullable [] content, List<Finding> findings) {
        if (content == null || content.length == 0) {
            findings.add(fault("visit.fileEmpty"));
            return null;
        }
        if (content.length > limits.largestFile()) {
            throw Refusal.of(
                    Refusal.Kind.TOO_LARGE,
                    Message.of("visit.fileTooLarge").with("largest", megabytes(limits.largestFile())));
        }
        var type = FileType.of(content);
        if (type.isEmpty()) {
            findings.add(fault("visit.fileType"));
        } else if (!type.get().isWhole(content)) {
            findings.add(fault("visit.fileCutOff"));
        }
        return type.orElse(null);
    }

    private static Finding fault(String wrong) {
        return new Finding(wrong, "file", Message.of(wrong), Message.of(wrong + ".cure"), null);
    }

    /** What the scanner says of a file; empty where it could not be asked. To be called outside any transaction. */
    public Optional<VirusScan.Verdict> scan(byte[] content) {
        try {
            return Optional.of(scan.scan(content.clone()));
        } catch (RuntimeException failed) {
            LOG.warn("The virus scanner failed: {}", failed.getClass().getName());
            return Optional.empty();
        }
    }

    /**
     * What is known of a kept file that is about to be opened. What no scanner has looked at is scanned now; where that fails, only
     * the side that added it opens it. To be called outside any transaction.
     *
     * @param kept what was known until now
     * @param isOwn whether the reader's side added the file
     * @throws Refusal CONFLICT where the scanner cannot be asked for the other side
     */
    public VirusScan.Verdict scanKept(VirusScan.Verdict kept, byte[] content, boolean isOwn) {
        if (kept != VirusScan.Verdict.NOT_SCANNED) {
            return kept;
        }
        var asked = scan(content);
        if (asked.isEmpty() && !isOwn) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.fileNotScanned");
        }
        return asked.orElse(kept);
    }

    /**
     * Refuses one more file where there is no room for it.
     *
     * @param files how many the side keeps in the case, and {@code bytes} how much
     * @throws Refusal CONFLICT or TOO_LARGE
     */
    public void demandRoom(int files, long bytes, int more) {
        if (files >= limits.mostFiles()) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("visit.tooManyFiles").with("most", limits.mostFiles()));
        }
        if (bytes + more > limits.largestCase()) {
            throw Refusal.of(
                    Refusal.Kind.TOO_LARGE,
                    Message.of("visit.caseFilesTooLarge")
                            .with("largest", megabytes(limits.largestCase()))
                            .with("left", (limits.largestCase() - bytes) / 1024));
        }
    }

    private static long megabytes(long bytes) {
        return DataSize.ofBytes(bytes).toMegabytes();
    }
}
