package io.convergence.launcher;

import io.convergence.cli.command.HelpOption;
import io.convergence.cli.command.UsageException;
import io.convergence.launcher.command.JobOptions;
import io.convergence.launcher.command.PortNumber;
import io.convergence.launcher.command.ReadSideOptions;
import io.convergence.launcher.command.ServicePorts;
import io.convergence.launcher.command.TrafficOptions;
import io.convergence.launcher.demo.Demo;
import io.convergence.launcher.demo.DemoOptions;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RunDirectory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the demonstration. */
@Command(
        name = "demo",
        header = "Run the whole system with traffic and incidents.",
        description =
                "Publishes two hours of traffic with incidents at full speed, then live traffic, until Ctrl-C. Serves a"
                        + " shop page whose own views go through a gateway, and the console. Prints verdict changes and signals.")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    TrafficOptions traffic = new TrafficOptions();

    @Mixin
    ServicePorts ports = new ServicePorts();

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Port of the gateway. Usually 8090.")
    @Nullable
    Integer gatewayPort;

    @Option(
            names = "--shop-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Port of the shop page. Usually 8088.")
    @Nullable
    Integer shopPort;

    @Mixin
    ReadSideOptions readSide = new ReadSideOptions();

    @Mixin
    HelpOption help = new HelpOption();

    private final LocalRun local;

    DemoCommand(LocalRun local) {
        this.local = local;
    }

    @Override
    public Integer call() throws UsageException {
        DemoOptions options = new DemoOptions(
                traffic.seed(),
                traffic.minutes(),
                ports.flink(),
                ports.kafka(),
                ports.postgres(),
                PortNumber.orUsual(gatewayPort, 8090),
                PortNumber.orUsual(shopPort, 8088),
                readSide.query(),
                readSide.alertmanager(),
                readSide.events());
        return local.run(
                "demo",
                RunDirectory.create(),
                new JobOptions(),
                (directory, teardown, jobOptions) -> new Demo(
                                options, LocalTopics.defaults(), local.job(), local.out(), System::currentTimeMillis)
                        .run(directory, teardown));
    }
}
