package io.convergence.launcher.deploy;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.flink.client.cli.CliFrontendParser;
import org.apache.flink.runtime.entrypoint.FlinkParseException;
import org.apache.flink.runtime.entrypoint.parser.CommandLineOptions;
import org.apache.flink.runtime.entrypoint.parser.CommandLineParser;
import org.apache.flink.runtime.entrypoint.parser.ParserResultFactory;

/**
 * The command line of Flink's {@code standalone-job}, read with Flink's parser. The options are those of
 * StandaloneApplicationClusterConfigurationParserFactory, which only Flink's distribution contains.
 */
final class StandaloneJobCommand implements ParserResultFactory<CommandLine> {
    /** Option with the main class. */
    static final String JOB_CLASS = "job-classname";

    /** Parses the words after {@code standalone-job}, to which standalone-job.sh prepends Flink's configuration directory. */
    static CommandLine parse(List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("--configDir", "/opt/flink/conf"));
        arguments.addAll(command);
        try {
            return new CommandLineParser<>(new StandaloneJobCommand()).parse(arguments.toArray(String[]::new));
        } catch (FlinkParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Options getOptions() {
        return new Options()
                .addOption(CommandLineOptions.CONFIG_DIR_OPTION)
                .addOption(CommandLineOptions.DYNAMIC_PROPERTY_OPTION)
                .addOption(Option.builder("j").longOpt(JOB_CLASS).hasArg().build())
                .addOption(Option.builder("jid").longOpt("job-id").hasArg().build())
                .addOption(Option.builder("jars").longOpt("jars").hasArgs().build())
                .addOption(CliFrontendParser.SAVEPOINT_PATH_OPTION)
                .addOption(CliFrontendParser.SAVEPOINT_ALLOW_NON_RESTORED_OPTION);
    }

    @Override
    public CommandLine createResult(CommandLine commandLine) {
        return commandLine;
    }
}
