package io.convergence.cli.slo;

import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.OpenSlo;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains one objective. */
@Command(
        name = "explain",
        header = "Explain an objective in words.",
        description = "Prints what is counted and when it is good, the size of the error budget in events and minutes,"
                + " and at which error rates its alerts fire.",
        exitCodeOnExecutionException = SloCommand.MISUSED,
        exitCodeList = {
            "0:the objective was explained",
            "1:it was not found, and the files have errors",
            "2:a mistake in the command line, such as a name that the files do not define"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The objective to explain.")
    String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = DefinitionFiles.LABEL,
            description = DefinitionFiles.DESCRIPTION)
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
        List<SloDefinition> named = read.definitions().stream()
                .filter(definition -> definition.name().equals(name))
                .toList();
        if (!named.isEmpty()) {
            named.forEach(definition -> Explanation.of(definition).forEach(output::line));
            return 0;
        }
        if (ProblemLines.errors(read) == 0) {
            throw new UsageException("no objective is named " + name + "; there are "
                    + read.definitions().stream()
                            .map(SloDefinition::name)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        new ProblemLines(output).printErrors(read);
        output.error("no objective without an error is named " + name);
        return SloCommand.FAILED;
    }
}
