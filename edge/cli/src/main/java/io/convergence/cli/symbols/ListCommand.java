package io.convergence.cli.symbols;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.cli.command.CommandLines;
import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the archives of an app and the number of its stacks by SDK and outcome. */
@Command(
        name = "list",
        header = "List the archives of an app, the latest first, and count its stacks by SDK and outcome.",
        exitCodeOnExecutionException = CommandLines.MISUSED,
        exitCodeList = {
            "0:the archives were listed",
            "2:a mistake in the command line, or a service that cannot be reached"
        },
        footerHeading = "%n",
        footer = ServiceOptions.FOOTER)
final class ListCommand implements Callable<Integer> {
    @Mixin
    ServiceOptions service = new ServiceOptions();

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    CommandOutput output = new CommandOutput();

    @Override
    public Integer call() throws UsageException, IOException, InterruptedException {
        JsonNode answer = new SymbolService(ServiceOptions.token())
                .send("GET", service.address("/v1/sourcemap", Map.of()), null, BodyPublishers.noBody());
        for (JsonNode archive : answer.path("content")) {
            output.line(archive.path("platform").asText() + '/'
                    + archive.path("name").asText() + "  "
                    + archive.path("uploaded_at").asText() + "  "
                    + archive.path("files").asInt() + " files  "
                    + archive.path("bytes").asLong() + " bytes");
            archive.path("unusable").forEach(path -> output.line("  not readable: " + path.asText()));
        }
        for (JsonNode count : answer.path("stacks")) {
            String sdk = count.path("sdk").asText();
            output.line((sdk.isEmpty() ? "no sdk" : sdk)
                    + "  "
                    + count.path("status").asText()
                    + "  "
                    + count.path("stacks").asLong()
                    + " stacks");
        }
        return 0;
    }
}
