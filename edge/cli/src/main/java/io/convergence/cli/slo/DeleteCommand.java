package io.convergence.cli.slo;

import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.cli.slo.DefinitionTopic.WhenMissing;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes documents by their keys. */
@Command(
        name = "delete",
        header = "Delete published definitions.",
        description =
                "Deletes documents by their keys, each before those that it refers to. A document that does not exist"
                        + " stays deleted.",
        abbreviateSynopsis = true,
        preprocessor = KafkaArguments.class,
        exitCodeOnExecutionException = SloCommand.MISUSED,
        exitCodeList = {"0:the documents are deleted", "2:a mistake in the command line, or the broker cannot be used"},
        footerHeading = BrokerOptions.FOOTER_HEADING,
        footer = BrokerOptions.FOOTER)
final class DeleteCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "TENANT/KIND/NAME",
            description = "The document to delete. KIND is that of OpenSLO, such as SLO.")
    List<String> keys = List.of();

    @Option(names = "--dry-run", description = "Print what would be done; write nothing.")
    boolean dryRun;

    @Mixin
    TakeOverOption ownership = new TakeOverOption();

    @Mixin
    BrokerOptions broker = new BrokerOptions();

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    @Override
    public Integer call() throws UsageException, BrokerException, InterruptedException {
        DefinitionKeys.check(keys);
        BrokerOptions.Target target = broker.target(System.getenv());
        try (DefinitionTopic topic = DefinitionTopic.open(target, WhenMissing.REFUSE)) {
            topic.documents().requireOfFiles(keys, ownership.takeOver);
            DefinitionWriter writer = new DefinitionWriter(topic, output, dryRun);
            for (String key : DefinitionChanges.inOrderOfDeletion(keys)) {
                writer.delete(key);
            }
        }
        return 0;
    }
}
