package io.convergence.launcher.slo;

import io.convergence.core.ingest.Alphabet;
import io.convergence.launcher.command.Arguments;
import io.convergence.launcher.command.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a command for objectives is given: operands, and options among them in any order.
 *
 * @param operands files, keys or a name
 * @param tenant whose the documents are, or null
 * @param bootstrapServers addresses of brokers, or null when the command needs none
 * @param topic of the definitions
 */
record SloArguments(
        List<String> operands,
        @Nullable String tenant,
        @Nullable String bootstrapServers,
        String topic) {
    static final String TENANT = "--tenant";
    static final String BOOTSTRAP_SERVERS = "--bootstrap-servers";
    static final String TOPIC = "--topic";

    private static final Pattern SERVER = Pattern.compile("([^,:\\s]+|\\[[0-9a-fA-F:]+]):[0-9]{1,5}");

    /** Kafka's rule for names of topics. */
    private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    SloArguments {
        operands = List.copyOf(operands);
    }

    /**
     * Reads a command line.
     *
     * @param names options the command knows
     * @param defaultTopic when none is given
     */
    static SloArguments parse(List<String> line, List<String> names, String defaultTopic) throws UsageException {
        List<String> operands = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            String token = line.get(i);
            if (!token.startsWith("--")) {
                operands.add(token);
                continue;
            }
            options.add(token);
            if (token.indexOf('=') < 0 && i + 1 < line.size()) {
                options.add(line.get(++i));
            }
        }
        Arguments arguments = Arguments.parse(options, new LinkedHashSet<>(names));
        SloArguments read = new SloArguments(
                operands,
                arguments.text(TENANT),
                arguments.text(BOOTSTRAP_SERVERS),
                arguments.isGiven(TOPIC) ? String.valueOf(arguments.text(TOPIC)) : defaultTopic);
        read.check(names);
        return read;
    }

    private void check(List<String> names) throws UsageException {
        if (tenant != null && !Alphabet.NAME.admits(tenant)) {
            throw new UsageException(TENANT + " is " + Alphabet.NAME.rule() + ", not " + tenant);
        }
        if (names.contains(BOOTSTRAP_SERVERS) && bootstrapServers == null) {
            throw new UsageException(BOOTSTRAP_SERVERS + " is missing: HOST:PORT of a Kafka broker");
        }
        for (String server : bootstrapServers == null ? new String[0] : bootstrapServers.split(",", -1)) {
            if (!SERVER.matcher(server).matches()) {
                throw new UsageException(
                        BOOTSTRAP_SERVERS + " is HOST:PORT, several separated by commas, not " + bootstrapServers);
            }
        }
        if (!TOPIC_NAME.matcher(topic).matches()) {
            throw new UsageException(TOPIC + " is 1 to 249 characters of a-z A-Z 0-9 . _ -, not " + topic);
        }
    }
}
