package io.convergence.launcher;

import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.launcher.cluster.ClusterFiles;
import io.convergence.launcher.cluster.Installation;
import io.convergence.launcher.command.JobOptions;
import io.convergence.launcher.command.ReadSideOptions;
import io.convergence.launcher.command.ServicePorts;
import io.convergence.launcher.command.TrafficOptions;
import io.convergence.launcher.command.WholeNumbers;
import io.convergence.launcher.demo.ClusterDemo;
import io.convergence.launcher.demo.ClusterOptions;
import io.convergence.launcher.system.RealJob;
import io.convergence.launcher.system.RunDirectory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a cluster to submit the job to. */
@Command(
        name = "cluster",
        header = "Run a Flink cluster to submit the job to.",
        description =
                "Runs a Flink cluster of several processes with broker, database, console and live traffic, until Ctrl-C."
                        + " Prints the commands that submit, stop and restore the job.")
final class ClusterCommand implements Callable<Integer> {
    @Option(
            names = "--task-managers",
            paramLabel = "N",
            defaultValue = "2",
            converter = WholeNumbers.ClusterSize.class,
            description = "TaskManagers. Default: ${DEFAULT-VALUE}.")
    int taskManagers;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "2",
            converter = WholeNumbers.ClusterSize.class,
            description = "Slots of each TaskManager. Default: ${DEFAULT-VALUE}.")
    int slots;

    @Mixin
    TrafficOptions traffic = new TrafficOptions();

    @Mixin
    ServicePorts ports = new ServicePorts();

    @Mixin
    ReadSideOptions readSide = new ReadSideOptions();

    @Mixin
    HelpOption help = new HelpOption();

    private final LocalRun local;

    ClusterCommand(LocalRun local) {
        this.local = local;
    }

    @Override
    public Integer call() throws UsageException {
        ClusterFiles files = new ClusterFiles(Installation.current());
        files.refuseAnother();
        ClusterOptions options = new ClusterOptions(
                taskManagers,
                slots,
                traffic.minutes(),
                traffic.seed(),
                ports.flink(),
                ports.kafka(),
                ports.postgres(),
                readSide.query(),
                readSide.alertmanager(),
                readSide.events());
        ClusterDemo deployment =
                new ClusterDemo(options, files, RealJob.FINGERPRINT_SECRET, local.out(), System::currentTimeMillis);
        return local.run(
                "cluster",
                RunDirectory.at(files.directory()),
                new JobOptions(),
                (directory, teardown, jobOptions) -> deployment.run(directory, teardown));
    }
}
