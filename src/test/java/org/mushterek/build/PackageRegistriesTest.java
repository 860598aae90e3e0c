package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where packages come from is each machine's own setting, often a mirror on a closed network: no file of the repository
 * names a registry's host. The names are put together here, so that this file does not hold them either.
 */
class PackageRegistriesTest {

    private static final List<String> HOSTS = List.of(
            host("maven", "apache", "org") + "/maven2",
            host("repo", "maven", "apache", "org"),
            host("repo1", "maven", "org"),
            host("search", "maven", "org"),
            host("sonatype", "org"),
            host("sonatype", "com"),
            host("mvnrepository", "com"),
            host("repo", "spring", "io"),
            host("artifacts", "camunda", "com"),
            host("jitpack", "io"),
            host("plugins", "gradle", "org"),
            host("npmjs", "org"),
            host("npmjs", "com"),
            host("yarnpkg", "com"),
            host("unpkg", "com"),
            host("jsdelivr", "net"),
            host("pypi", "org"),
            host("pythonhosted", "org"),
            host("crates", "io"),
            host("rubygems", "org"),
            host("proxy", "golang", "org"),
            host("docker", "io"),
            host("ghcr", "io"));

    /** What {@code .gitignore} names, and git's own folder. */
    private static final Set<String> UNTRACKED = Set.of(".git", "target", "data", ".idea", ".vscode", "node_modules");

    @Test
    void areNamedInNoFile() throws IOException {
        assertThat(filesNamingHostIn(Path.of(""))).isEmpty();
    }

    static Stream<String> hosts() {
        return HOSTS.stream();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void areFoundInAnyFile(String host, @TempDir Path folder) throws IOException {
        var nested = Files.createDirectories(folder.resolve("src/test/node"));
        var named = Files.writeString(
                nested.resolve("lock.json"), "{\"resolved\": \"https://" + host.toUpperCase(Locale.ROOT) + "/x\"}");
        Files.writeString(nested.resolve("other.json"), "{\"version\": \"1.0.0\"}");

        assertThat(filesNamingHostIn(folder)).containsExactly(named + " names " + host);
    }

    private static Set<String> filesNamingHostIn(Path root) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var isUntracked = !folder.equals(root)
                        && UNTRACKED.contains(folder.getFileName().toString());
                return isUntracked ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        var faults = new TreeSet<String>();
        for (var file : files) {
            // One character for each byte, so that pictures and papers are searched like texts.
            var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            HOSTS.stream().filter(content::contains).forEach(host -> faults.add(file + " names " + host));
        }
        return faults;
    }

    private static String host(String... parts) {
        return String.join(".", parts);
    }
}
