package io.convergence.cli.slo;

import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.core.slo.openslo.OpenSlo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks files. */
@Command(
        name = "validate",
        header = "Check files of definitions.",
        description = "Prints each error and warning with file, line, document and path, and a summary.",
        exitCodeOnExecutionException = SloCommand.MISUSED,
        exitCodeList = {"0:no error", "1:errors in the files", "2:a mistake in the command line"})
final class ValidateCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = DefinitionFiles.LABEL, description = DefinitionFiles.DESCRIPTION)
    List<String> files = List.of();

    @Mixin
    TenantOption owner = new TenantOption();

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    @Override
    public Integer call() throws UsageException, IOException {
        OpenSlo read = DefinitionFiles.read(files, owner.tenant);
        long errors = new ProblemLines(output).print(read);
        output.line(String.format(
                Locale.ROOT,
                "%d documents, %d objectives; %d errors, %d warnings",
                read.documents().size(),
                read.definitions().size(),
                errors,
                read.problems().size() - errors));
        return errors == 0 ? 0 : SloCommand.FAILED;
    }
}
