package io.convergence.launcher;

import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.cli.slo.DefinitionFiles;
import io.convergence.launcher.command.InputFile;
import io.convergence.launcher.command.JobOptions;
import io.convergence.launcher.command.OutputDirectory;
import io.convergence.launcher.command.WholeNumbers;
import io.convergence.launcher.replay.Replay;
import io.convergence.launcher.replay.ReplayArguments;
import io.convergence.launcher.slo.LocalObjectives;
import io.convergence.launcher.system.ClusterSettings;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Replays files of records. */
@Command(
        name = "replay",
        abbreviateSynopsis = true,
        header = "Run the job over files of records.",
        description =
                "Runs the job over canonical records, one JSON object a line, and writes verdicts, signals, rejected"
                        + " and late records and a summary; with objectives also their snapshots and reports, with"
                        + " events the rows of sessions and errors.")
final class ReplayCommand implements Callable<Integer> {
    @Option(
            names = "--beacons",
            paramLabel = "FILE",
            converter = InputFile.class,
            description = "File of beacons. This, --synthetic or --events is needed.")
    @Nullable
    Path beacons;

    @Option(
            names = "--synthetic",
            paramLabel = "FILE",
            converter = InputFile.class,
            description = "File of results of synthetic checks.")
    @Nullable
    Path synthetic;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            converter = InputFile.class,
            description = "File of events of the second plane. With it the sessions job runs as well.")
    @Nullable
    Path events;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            converter = OutputDirectory.class,
            description = "Directory for the results.")
    Path out = Path.of("");

    @Option(
            names = "--slo",
            arity = "1..*",
            paramLabel = "PATH",
            converter = InputFile.OrDirectory.class,
            description = "Files or directories of OpenSLO documents: the objectives.")
    List<Path> objectives = List.of();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            converter = WholeNumbers.Parallelism.class,
            description = "Subtasks of the job. Default: ${DEFAULT-VALUE}.")
    int parallelism;

    @Option(
            names = "--state-backend",
            paramLabel = "NAME",
            defaultValue = "rocksdb",
            converter = StateBackend.class,
            description = "hashmap or rocksdb. Default: ${DEFAULT-VALUE}.")
    String stateBackend = "";

    @Mixin
    JobOptions job = new JobOptions();

    @Mixin
    HelpOption help = new HelpOption();

    private final LocalRun local;

    ReplayCommand(LocalRun local) {
        this.local = local;
    }

    /** Names of state backends. */
    static final class StateBackend implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!ClusterSettings.STATE_BACKENDS.contains(value)) {
                throw new TypeConversionException(
                        "is one of " + String.join(", ", ClusterSettings.STATE_BACKENDS) + ", not " + value);
            }
            return value;
        }
    }

    @Override
    public Integer call() throws UsageException {
        if (beacons == null && synthetic == null && events == null) {
            throw new UsageException("--beacons, --synthetic or --events is missing");
        }
        LocalObjectives defined = readObjectives();
        defined.warnings().forEach(warning -> local.out().progress("warning: " + warning));
        return local.run("replay", RunDirectory.create(), job, (directory, teardown, jobOptions) -> {
            ReplayArguments options =
                    new ReplayArguments(beacons, synthetic, events, out, parallelism, stateBackend, jobOptions);
            LocalTopics topics = LocalTopics.defaults();
            new Replay(options, defined, events == null ? topics : topics.withEvents(), local.job(), local.out())
                    .run(directory, teardown);
        });
    }

    private LocalObjectives readObjectives() throws UsageException {
        if (objectives.isEmpty()) {
            return LocalObjectives.NONE;
        }
        try {
            return LocalObjectives.of(
                    DefinitionFiles.read(objectives.stream().map(Path::toString).toList(), null));
        } catch (IOException e) {
            throw new UsageException("--slo: the files cannot be read: " + e.getMessage());
        }
    }
}
