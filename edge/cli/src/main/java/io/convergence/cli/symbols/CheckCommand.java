package io.convergence.cli.symbols;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.cli.command.CommandLines;
import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resolves a stack with an archive that was uploaded. */
@Command(
        name = "check",
        header = "Resolve an error stack with an uploaded archive.",
        description = "Reads a stack from standard input and prints what the query service makes of it.",
        exitCodeOnExecutionException = CommandLines.MISUSED,
        exitCodeList = {
            "0:a frame was resolved",
            "1:no frame was resolved; the stack is printed as it is",
            "2:a mistake in the command line, or a service that cannot be reached"
        },
        footerHeading = "%n",
        footer = ServiceOptions.FOOTER)
final class CheckCommand implements Callable<Integer> {
    private static final int UNRESOLVED = 1;

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
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.put("app_id", service.app);
        name.parameters().forEach(body::put);
        body.put("error_stack", StackInput.read());
        URI address = service.tenantOnly("/v1/sourcemap/check");
        JsonNode answer = new SymbolService(ServiceOptions.token())
                .send("POST", address, "application/json", BodyPublishers.ofString(body.toString()));
        answer.path("content").path("error_stack").asText().lines().forEach(output::line);
        if (answer.path("success").asBoolean()) {
            return 0;
        }
        output.error(answer.path("errorMsg").asText());
        return UNRESOLVED;
    }
}
