package io.convergence.launcher;

import io.convergence.cli.command.HelpOption;
import io.convergence.gateway.Gateway;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs the gateway in this process. */
@Command(
        name = "gateway",
        customSynopsis = "convergence gateway [-h] --kafka.bootstrap.servers HOST:PORT [--KEY VALUE]...",
        header = "Take beacons and synthetic results over HTTP, for any Kafka.",
        description = {
            "Options are those of the gateway: every key of",
            "conf/gateway.properties as --KEY VALUE, and --config FILE."
        })
final class GatewayCommand implements Callable<Integer> {
    @Parameters(hidden = true, arity = "0..*")
    List<String> words = List.of();

    @Mixin
    HelpOption help = new HelpOption();

    /** Serves until the process is terminated. The gateway ends the process itself when its settings are invalid. */
    @Override
    public Integer call() throws InterruptedException {
        Gateway.main(words.toArray(String[]::new));
        return 0;
    }
}
