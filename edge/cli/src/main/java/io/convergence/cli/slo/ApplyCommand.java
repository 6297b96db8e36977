package io.convergence.cli.slo;

import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.cli.slo.DefinitionTopic.WhenMissing;
import io.convergence.core.slo.openslo.OpenSlo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes files. */
@Command(
        name = "apply",
        header = "Publish files of definitions.",
        description =
                "Publishes every document of the files, each after those that it refers to. Nothing is published when"
                        + " a file has an error, or a document was changed over HTTP last. The topic is created when it does not exist.",
        abbreviateSynopsis = true,
        preprocessor = KafkaArguments.class,
        exitCodeOnExecutionException = SloCommand.MISUSED,
        exitCodeList = {
            "0:everything was published",
            "1:errors in the files, nothing was published",
            "2:a mistake in the command line, or the broker cannot be used"
        },
        footerHeading = BrokerOptions.FOOTER_HEADING,
        footer = BrokerOptions.FOOTER)
final class ApplyCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = DefinitionFiles.LABEL, description = DefinitionFiles.DESCRIPTION)
    List<String> files = List.of();

    @Option(
            names = "--prune",
            description = "Then delete the documents of the topic that the files do not have, of the tenants whose"
                    + " documents the files have. Nothing is asked; each is printed.")
    boolean prune;

    @Option(names = "--dry-run", description = "Print what would be done; write nothing.")
    boolean dryRun;

    @Mixin
    TakeOverOption ownership = new TakeOverOption();

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
        if (new ProblemLines(output).print(read) > 0) {
            output.error("nothing was published, because of the errors above");
            return SloCommand.FAILED;
        }
        if (read.documents().isEmpty()) {
            output.error("there is no document to publish");
            return SloCommand.FAILED;
        }
        try (DefinitionTopic topic =
                DefinitionTopic.open(target, dryRun ? WhenMissing.TREAT_AS_EMPTY : WhenMissing.CREATE)) {
            PublishedDocuments published = topic.documents();
            DefinitionChanges changes = DefinitionChanges.between(read, prune ? published.texts() : Map.of());
            published.requireOfFiles(changes.wanted().keySet(), ownership.takeOver);
            published.requireOfFiles(changes.removed(), ownership.takeOver);
            DefinitionWriter writer = new DefinitionWriter(topic, output, dryRun);
            for (Map.Entry<String, String> document : changes.wanted().entrySet()) {
                writer.publish(document.getKey(), document.getValue());
            }
            for (String key : changes.removed()) {
                writer.delete(key);
            }
        }
        return 0;
    }
}
