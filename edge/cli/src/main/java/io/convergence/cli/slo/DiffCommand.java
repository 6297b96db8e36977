package io.convergence.cli.slo;

import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.cli.slo.DefinitionTopic.WhenMissing;
import io.convergence.core.slo.openslo.OpenSlo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares files with what is published. */
@Command(
        name = "diff",
        header = "Compare files of definitions with what is published.",
        description =
                "Prints what apply would create and change, with the paths that differ, and what apply --prune would"
                        + " remove. Writes nothing.",
        abbreviateSynopsis = true,
        preprocessor = KafkaArguments.class,
        exitCodeOnExecutionException = SloCommand.MISUSED,
        exitCodeList = {
            "0:no difference",
            "1:differences, or errors in the files",
            "2:a mistake in the command line, or the broker cannot be used"
        },
        footerHeading = BrokerOptions.FOOTER_HEADING,
        footer = BrokerOptions.FOOTER)
final class DiffCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = DefinitionFiles.LABEL, description = DefinitionFiles.DESCRIPTION)
    List<String> files = List.of();

    @Mixin
    TenantOption owner = new TenantOption();

    @Mixin
    BrokerOptions broker = new BrokerOptions();

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    @Override
    public Integer call() throws UsageException, IOException, BrokerException, InterruptedException {
        BrokerOptions.Target target = broker.target(System.getenv());
        OpenSlo read = DefinitionFiles.read(files, owner.tenant);
        if (ProblemLines.errors(read) > 0) {
            new ProblemLines(output).printErrors(read);
            output.error("nothing was compared, because of the errors above");
            return SloCommand.FAILED;
        }
        try (DefinitionTopic topic = DefinitionTopic.open(target, WhenMissing.TREAT_AS_EMPTY)) {
            return print(DefinitionChanges.between(read, topic.documents().texts())) ? SloCommand.FAILED : 0;
        }
    }

    /** Prints the differences; returns whether there are any. */
    private boolean print(DefinitionChanges changes) {
        List<String> created = changes.created();
        Map<String, List<String>> changed = changes.changed();
        List<String> removed = changes.removed();
        created.forEach(key -> output.line(output.paint("created", "green") + ' ' + key));
        changed.forEach((key, differences) -> {
            output.line(output.paint("changed", "yellow") + ' ' + key);
            differences.forEach(difference -> output.line("  " + difference));
        });
        removed.forEach(key -> output.line(output.paint("removed", "red") + ' ' + key));
        output.line(String.format(
                Locale.ROOT,
                "%d created, %d changed, %d removed, %d unchanged",
                created.size(),
                changed.size(),
                removed.size(),
                changes.wanted().size() - created.size() - changed.size()));
        return !created.isEmpty() || !changed.isEmpty() || !removed.isEmpty();
    }
}
