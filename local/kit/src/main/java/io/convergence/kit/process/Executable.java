package io.convergence.kit.process;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of the operating system that tests need. */
public final class Executable {
    private Executable() {}

    /**
     * The path of a program.
     *
     * @param name file name, looked up in the directories of {@code PATH}
     * @param debianPackage the Debian package that contains it, for the error message
     * @throws IllegalStateException when no directory contains it
     */
    public static File find(String name, String debianPackage) {
        for (String directory : requireNonNull(System.getenv("PATH"), "PATH").split(File.pathSeparator, -1)) {
            Path path = Path.of(directory, name);
            if (!directory.isEmpty() && Files.isExecutable(path)) {
                return path.toFile();
            }
        }
        throw new IllegalStateException("no " + name + " on the PATH; install the package " + debianPackage);
    }
}
