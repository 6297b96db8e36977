package io.convergence.launcher.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converter of an option that names a file to read. */
public final class InputFile implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
        Path path = path(value);
        if (!Files.exists(path)) {
            throw new TypeConversionException(": there is no file " + value);
        }
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new TypeConversionException(": " + value + " cannot be read as a file");
        }
        return path;
    }

    /** A path that may not exist. */
    static Path path(String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(": " + value + " is no path");
        }
    }

    /** Converter of an option that names a file or a directory to read. */
    public static final class OrDirectory implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            Path path = path(value);
            if (!Files.exists(path)) {
                throw new TypeConversionException(": there is no file or directory " + value);
            }
            if (!Files.isReadable(path)) {
                throw new TypeConversionException(": " + value + " cannot be read");
            }
            return path;
        }
    }
}
