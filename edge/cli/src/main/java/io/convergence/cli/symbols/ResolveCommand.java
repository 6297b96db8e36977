package io.convergence.cli.symbols;

import io.convergence.cli.command.CommandLines;
import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.symbols.archive.ArchiveLimits;
import io.convergence.symbols.archive.RefusedArchive;
import io.convergence.symbols.archive.SymbolArchive;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.resolve.ArchiveResolver;
import io.convergence.symbols.stack.ResolvedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Resolves one stack with one archive, without a server. */
@Command(
        name = "resolve",
        header = "Resolve an error stack with an archive.",
        description = "Reads a stack from standard input and prints it with the functions, files and lines of its"
                + " sources. The archive is checked as an upload is.",
        exitCodeOnExecutionException = CommandLines.MISUSED,
        exitCodeList = {
            "0:a frame was resolved",
            "1:no frame was resolved; the stack is printed as it is",
            "2:a mistake in the command line, or an archive that is refused"
        },
        footerHeading = "%nExample:%n",
        footer = "  convergence symbols resolve shop-1.4.2.zip --platform android < stack.txt")
final class ResolveCommand implements Callable<Integer> {
    private static final int UNRESOLVED = 1;

    @Parameters(
            paramLabel = "ARCHIVE",
            description = "ZIP file with source maps (*.map), mapping.txt or libraries (*.so).")
    Path archive = Path.of("");

    @Option(
            names = "--platform",
            paramLabel = "P",
            defaultValue = "web",
            description = "Platform of the archive: web, miniapp, android or ios. Default: ${DEFAULT-VALUE}.")
    String platform = "web";

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    @Override
    public Integer call() throws UsageException, IOException {
        SymbolPlatform target = SymbolPlatform.of(platform);
        if (target == null) {
            throw new UsageException("--platform must be one of " + SymbolPlatform.labels());
        }
        if (!Files.isRegularFile(archive)) {
            throw new UsageException(archive + " is not a file");
        }
        try (SymbolArchive opened = SymbolArchive.open(archive, target, "", ArchiveLimits.DEFAULT)) {
            opened.unusable().forEach(path -> output.error(path + " cannot be read and is left out"));
            return print(new ArchiveResolver(opened), StackInput.read());
        } catch (RefusedArchive refused) {
            throw new UsageException(
                    archive + " is refused (" + refused.reason().label() + "): " + refused.getMessage());
        }
    }

    private int print(ArchiveResolver resolver, String stack) throws IOException {
        ResolvedStack resolved = resolver.resolve(stack, Map.of());
        String text = resolved.text() == null ? stack : resolved.text();
        text.lines().forEach(output::line);
        if (!resolved.missing().isEmpty()) {
            output.error("not in the archive or not readable: " + String.join(", ", resolved.missing()));
        }
        if (resolved.text() == null) {
            output.error("no frame was resolved (" + resolved.status().label() + ")");
            return UNRESOLVED;
        }
        return 0;
    }
}
