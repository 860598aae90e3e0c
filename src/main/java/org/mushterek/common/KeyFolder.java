package org.mushterek.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * A folder of keys outside the database. Several nodes may share it; a lock file keeps them from making one key twice. Where
 * the file system knows owners, nobody else reads what is written here.
 */
public final class KeyFolder {

    /** One lock for all folders of this JVM, because a file lock belongs to the JVM and not to a thread. */
    private static final Object IN_THIS_JVM = new Object();

    private final Path folder;

    /** @param folder where the keys are or shall be */
    public KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** What is done while no other node makes a key. */
    public interface Step {
        void run() throws IOException, GeneralSecurityException;
    }

    /** @throws UncheckedIOException where the folder cannot be written to */
    public void underLock(Step step) {
        synchronized (IN_THIS_JVM) {
            try {
                Files.createDirectories(folder, permissions("rwx------"));
                try (var channel = FileChannel.open(
                                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var ignored = channel.lock()) {
                    step.run();
                }
            } catch (IOException unwritable) {
                throw new UncheckedIOException("Cannot keep a key in " + folder, unwritable);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /**
     * Writes a file whole or not at all, and never readable by more than the permissions say, not even for a moment.
     *
     * @param permissions as in {@code rw-------}
     */
    public void write(Path file, String content, String permissions) throws IOException {
        var part = folder.resolve(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, permissions(permissions));
        Files.writeString(part, content, StandardCharsets.US_ASCII);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** @throws IllegalStateException where everybody on this machine can read the file of a secret key */
    public static void refuseIfOpenToOthers(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new IllegalStateException(
                    "Everybody on this machine can read the private key %s.%nMaybe its permissions were lost in a copy; take them away (chmod 600) and think about a new key."
                            .formatted(file));
        }
    }

    private FileAttribute<?>[] permissions(String permissions) throws IOException {
        var existing = Files.exists(folder) ? folder : existingAncestor();
        return Files.getFileStore(existing).supportsFileAttributeView(PosixFileAttributeView.class)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private Path existingAncestor() {
        var path = folder.toAbsolutePath();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
