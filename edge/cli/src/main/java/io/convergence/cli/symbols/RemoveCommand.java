package io.convergence.cli.symbols;

import io.convergence.cli.command.CommandLines;
import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes an archive. */
@Command(
        name = "delete",
        header = "Delete the archive of a version of an app.",
        exitCodeOnExecutionException = CommandLines.MISUSED,
        exitCodeList = {
            "0:the archive is deleted",
            "2:a mistake in the command line, no such archive, or a service that cannot be reached"
        },
        footerHeading = "%n",
        footer = ServiceOptions.FOOTER)
final class RemoveCommand implements Callable<Integer> {
    @Mixin
    ServiceOptions service = new ServiceOptions();

    @Mixin
    ArchiveOptions name = new ArchiveOptions();

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    @Override
    public Integer call() throws UsageException, IOException, InterruptedException {
        output.line(new SymbolService(ServiceOptions.token())
                .send("DELETE", service.address("/v1/sourcemap", name.parameters()), null, BodyPublishers.noBody())
                .path("content")
                .asText());
        return 0;
    }
}
