package io.convergence.launcher.harness;

import java.nio.file.Path;

/** The directory of the project. */
public final class Project {
    /** The root directory; Maven runs tests in the directory of their module, {@code local/launcher}. */
    public static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Project() {}
}
