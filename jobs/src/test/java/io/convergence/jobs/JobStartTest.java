package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.InvalidSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobStartTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream errors = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void problemsAreWrittenOnePerLineWithoutAStackTrace() throws Exception {
        int code = JobStart.run(errors, () -> {
            throw new InvalidSettings(List.of("a: wrong", "b: missing"));
        });
        assertThat(code).isEqualTo(JobStart.REFUSED);
        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("The job does not start:", "  - a: wrong", "  - b: missing");
    }

    @Test
    void aSuccessfulStartWritesNothing() throws Exception {
        assertThat(JobStart.run(errors, () -> {})).isEqualTo(JobStart.STARTED);
        assertThat(written.size()).isZero();
    }

    @Test
    void otherExceptionsAreRethrown() {
        assertThatThrownBy(() -> JobStart.run(errors, () -> {
                    throw new IOException("lost");
                }))
                .isInstanceOf(IOException.class);
    }
}
