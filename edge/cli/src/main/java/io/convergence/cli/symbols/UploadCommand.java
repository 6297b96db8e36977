package io.convergence.cli.symbols;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.cli.command.CommandLines;
import io.convergence.cli.command.CommandOutput;
import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Uploads an archive, which replaces the one of its name. */
@Command(
        name = "upload",
        header = "Upload an archive of symbol files for a version of an app.",
        description = "Replaces the archive of the same app, environment, version and platform.",
        exitCodeOnExecutionException = CommandLines.MISUSED,
        exitCodeList = {
            "0:the archive is stored",
            "2:a mistake in the command line, an archive that is refused, or a service that cannot be reached"
        },
        footerHeading = "%n",
        footer = ServiceOptions.FOOTER)
final class UploadCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ARCHIVE", description = "ZIP file with symbol files.")
    Path archive = Path.of("");

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
        if (!Files.isRegularFile(archive)) {
            throw new UsageException(archive + " is not a file");
        }
        String boundary = "convergence-" + UUID.randomUUID();
        String head =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"archive.zip\"\r\n"
                        + "Content-Type: application/zip\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(archive),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        JsonNode answer = new SymbolService(ServiceOptions.token())
                .send(
                        "PUT",
                        service.address("/v1/sourcemap", name.parameters()),
                        "multipart/form-data; boundary=" + boundary,
                        body);
        output.line(answer.path("content").asText());
        answer.path("files").forEach(path -> output.line("  " + path.asText()));
        answer.path("unusable").forEach(path -> output.error(path.asText() + " cannot be read and is left out"));
        return 0;
    }
}
