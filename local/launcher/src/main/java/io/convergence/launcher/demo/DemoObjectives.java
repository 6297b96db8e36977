package io.convergence.launcher.demo;

import io.convergence.cli.command.UsageException;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.slo.openslo.SourceText;
import io.convergence.launcher.slo.LocalObjectives;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The objectives of the demonstration, from {@code conf/slo/demo.yaml}. */
public final class DemoObjectives {
    private static final String FILE = "demo.yaml";

    private DemoObjectives() {}

    /** Reads the file. */
    public static LocalObjectives read() throws UsageException {
        return LocalObjectives.of(OpenSlo.read(List.of(new SourceText(FILE, null, text()))));
    }

    private static String text() {
        try (InputStream file = DemoObjectives.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not packaged");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
