package io.convergence.launcher.command;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converter of an option that names a directory to write to, which may not exist yet. */
public final class OutputDirectory implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
        Path path = InputFile.path(value);
        Path existing = path.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new TypeConversionException(": " + value + " is no directory that can be made or written to");
        }
        return path;
    }
}
