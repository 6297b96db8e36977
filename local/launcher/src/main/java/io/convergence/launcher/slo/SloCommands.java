package io.convergence.launcher.slo;

import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.yaml.Problem;
import io.convergence.launcher.command.Console;
import io.convergence.launcher.command.UsageException;
import io.convergence.launcher.system.LocalTopics;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code convergence slo}: runs one of its commands. True when it is done; false when it is refused or has failed, which
 * has been told.
 */
public final class SloCommands {
    private static final List<String> FOR_FILES = List.of(SloArguments.TENANT);
    private static final List<String> FOR_APPLY =
            List.of(SloArguments.BOOTSTRAP_SERVERS, SloArguments.TENANT, SloArguments.TOPIC);
    private static final List<String> FOR_DELETE = List.of(SloArguments.BOOTSTRAP_SERVERS, SloArguments.TOPIC);

    private final Console out;
    private final Console error;

    public SloCommands(Console out, Console error) {
        this.out = out;
        this.error = error;
    }

    /** Runs a command line without its first word, {@code slo}. */
    public boolean run(List<String> line) throws UsageException {
        String command = line.isEmpty() ? "" : line.get(0);
        List<String> rest = line.isEmpty() ? line : line.subList(1, line.size());
        try {
            return switch (command) {
                case "validate" -> validate(arguments(rest, FOR_FILES));
                case "apply" -> apply(arguments(rest, FOR_APPLY));
                case "delete" -> delete(arguments(rest, FOR_DELETE));
                case "explain" -> explain(arguments(rest, FOR_FILES));
                case "" -> throw new UsageException("slo needs one of validate, apply, delete, explain");
                default ->
                    throw new UsageException(
                            "slo " + command + " is unknown; known are validate, apply, delete, explain");
            };
        } catch (IOException | BrokerException e) {
            error.line("convergence: slo " + command + " failed: " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            error.line("convergence: slo " + command + " was interrupted");
            return false;
        }
    }

    private boolean validate(SloArguments arguments) throws UsageException, IOException {
        OpenSlo read = DefinitionFiles.read(arguments.operands(), arguments.tenant());
        read.problems().forEach(this::tell);
        long errors = errors(read);
        out.line(String.format(
                Locale.ROOT,
                "%d documents, %d objectives; %d errors, %d warnings",
                read.documents().size(),
                read.definitions().size(),
                errors,
                read.problems().size() - errors));
        return errors == 0;
    }

    private boolean apply(SloArguments arguments)
            throws UsageException, IOException, BrokerException, InterruptedException {
        OpenSlo read = DefinitionFiles.read(arguments.operands(), arguments.tenant());
        read.problems().forEach(this::tell);
        if (errors(read) > 0) {
            error.line("convergence: slo apply: nothing was published, because of the errors above");
            return false;
        }
        if (read.documents().isEmpty()) {
            error.line("convergence: slo apply: there is no document to publish");
            return false;
        }
        try (DefinitionTopic topic = DefinitionTopic.open(servers(arguments), arguments.topic(), true)) {
            for (Document document : read.documents()) {
                topic.publish(document.key(), document.text());
                out.line("published " + document.key());
            }
        }
        return true;
    }

    private boolean delete(SloArguments arguments) throws UsageException, BrokerException, InterruptedException {
        DefinitionKeys.check(arguments.operands());
        try (DefinitionTopic topic = DefinitionTopic.open(servers(arguments), arguments.topic(), false)) {
            for (String key : arguments.operands()) {
                topic.publish(key, null);
                out.line("deleted " + key);
            }
        }
        return true;
    }

    private boolean explain(SloArguments arguments) throws UsageException, IOException {
        if (arguments.operands().isEmpty()) {
            throw new UsageException("NAME is missing: the objective to explain");
        }
        String name = arguments.operands().get(0);
        List<String> files =
                arguments.operands().subList(1, arguments.operands().size());
        OpenSlo read = DefinitionFiles.read(files, arguments.tenant());
        List<SloDefinition> named = read.definitions().stream()
                .filter(definition -> definition.name().equals(name))
                .toList();
        if (!named.isEmpty()) {
            named.forEach(definition -> Explanation.of(definition).forEach(out::line));
            return true;
        }
        if (errors(read) == 0) {
            throw new UsageException("no objective is named " + name + "; there are "
                    + read.definitions().stream()
                            .map(SloDefinition::name)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        read.problems().stream().filter(Problem::error).forEach(this::tell);
        error.line("convergence: slo explain: no objective without an error is named " + name);
        return false;
    }

    private static SloArguments arguments(List<String> line, List<String> names) throws UsageException {
        return SloArguments.parse(line, names, LocalTopics.DEFINITIONS);
    }

    private static String servers(SloArguments arguments) {
        return String.valueOf(arguments.bootstrapServers());
    }

    private static long errors(OpenSlo read) {
        return read.problems().stream().filter(Problem::error).count();
    }

    private void tell(Problem problem) {
        StringBuilder line = new StringBuilder(problem.source())
                .append(':')
                .append(problem.line())
                .append(": ");
        if (problem.document() > 0) {
            line.append("document ").append(problem.document());
            line.append(problem.path().isEmpty() ? "" : ", " + problem.path()).append(": ");
        }
        Console.Colour colour = problem.error() ? Console.Colour.RED : Console.Colour.YELLOW;
        line.append(out.paint(problem.error() ? "error" : "warning", colour)).append(": ");
        out.line(line.append(problem.message()).toString());
    }
}
