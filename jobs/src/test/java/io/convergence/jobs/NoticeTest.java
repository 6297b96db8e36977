package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final Path NOTICE = Path.of("src/main/resources/META-INF/NOTICE");
    private static final Path LICENSES = Path.of("src/main/resources/META-INF/licenses");

    /** Written by the build: one line {@code group:artifact:jar:version:scope} for each runtime dependency. */
    private static final Path RUNTIME_ARTIFACTS = Path.of("target/runtime-artifacts.txt");

    /** Modules of this project, and artifacts that the build leaves out of the shaded jar. */
    private static final Pattern NOT_BUNDLED =
            Pattern.compile("io\\.convergence:.*|org\\.jspecify:.*|org\\.checkerframework:.*|org\\.slf4j:.*");

    @Test
    void theNoticeListsExactlyTheBundledArtifacts() throws IOException {
        List<String> bundled = matches(RUNTIME_ARTIFACTS, "(?m)^\\s+([\\w.-]+:[\\w.-]+):jar:").stream()
                .filter(artifact -> !NOT_BUNDLED.matcher(artifact).matches())
                .toList();

        assertThat(bundled).isNotEmpty();
        assertThat(matches(NOTICE, "(?m)^- ([\\w.-]+:[\\w.-]+)")).containsExactlyInAnyOrderElementsOf(bundled);
    }

    @Test
    void everyLicenseThatTheNoticeNamesIsIncluded() throws IOException {
        List<String> named = matches(NOTICE, "META-INF/licenses/(LICENSE\\.[\\w-]+)");

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(LICENSES.resolve(file)).isNotEmptyFile());
    }

    @Test
    void theProjectIsLicensedUnderApache2() throws IOException {
        assertThat(Files.readString(Path.of("../LICENSE"))).contains("Apache License", "Version 2.0, January 2004");
    }

    private static List<String> matches(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
