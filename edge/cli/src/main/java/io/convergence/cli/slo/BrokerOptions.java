package io.convergence.cli.slo;

import io.convergence.cli.command.UsageException;
import io.convergence.core.settings.ClientProperties;
import io.convergence.core.settings.CommandLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options for a broker and for the topic of definitions. */
final class BrokerOptions {
    /** Heading of the help on settings and secrets of the Kafka clients. */
    static final String FOOTER_HEADING = "%nSettings of the Kafka clients, in options or files, for example:%n";

    /** The help itself; its lines are short because picocli would break words at their dots. */
    static final String FOOTER = "  --kafka.security.protocol=SASL_SSL%n"
            + "  --kafka.sasl.mechanism=SCRAM-SHA-512%n"
            + "  --kafka.ssl.truststore.location=/etc/kafka/truststore.p12%n"
            + "Secrets, in the environment; they replace settings of the same name:%n"
            + "  CONVERGENCE_KAFKA_SASL_JAAS_CONFIG           sasl.jaas.config%n"
            + "  CONVERGENCE_KAFKA_SSL_TRUSTSTORE_PASSWORD    ssl.truststore.password%n"
            + "  CONVERGENCE_KAFKA_SSL_KEYSTORE_PASSWORD      ssl.keystore.password%n"
            + "  CONVERGENCE_KAFKA_SSL_KEY_PASSWORD           ssl.key.password";

    private static final String BOOTSTRAP_SERVERS = "--bootstrap-servers";
    private static final String BOOTSTRAP_KEY = "kafka.bootstrap.servers";
    private static final String TOPIC_KEY = "topics.definitions";
    private static final String DEFAULT_TOPIC = "slo.definitions";
    private static final Pattern SERVER = Pattern.compile("([^,:\\s]+|\\[[0-9a-fA-F:]+]):[0-9]{1,5}");

    /** Kafka's rule for names of topics. */
    private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    @Option(
            names = BOOTSTRAP_SERVERS,
            paramLabel = "HOST:PORT",
            description = {
                "Address of a broker, or several separated by commas.",
                "The same as --kafka.bootstrap.servers."
            })
    @Nullable
    String bootstrapServers;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            converter = TopicName.class,
            description = "Topic of definitions. Default: " + DEFAULT_TOPIC + ".")
    @Nullable
    String topic;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "Properties file with settings of the Kafka clients",
                "(kafka.*) and the topic (topics.definitions), such as",
                "that of the gateway or the job. Other keys are",
                "ignored. Options replace what a file has."
            })
    List<String> files = List.of();

    /** Settings of the Kafka clients, each as {@code KEY=VALUE}. */
    @Option(
            names = KafkaArguments.OPTION,
            paramLabel = "VALUE",
            description = "Any setting of the Kafka clients; see below.")
    List<String> kafka = List.of();

    /** Names of topics. */
    static final class TopicName implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!TOPIC_NAME.matcher(value).matches()) {
                throw new TypeConversionException("is 1 to 249 characters of a-z A-Z 0-9 . _ -, not " + value);
            }
            return value;
        }
    }

    /**
     * The topic and the way to it.
     *
     * @param topic its name
     * @param clients properties of the Kafka clients; may contain credentials, which are never shown
     */
    record Target(String topic, Map<String, String> clients) {
        Target {
            clients = Map.copyOf(clients);
        }

        /** Addresses of the brokers. */
        String servers() {
            return clients.getOrDefault("bootstrap.servers", "");
        }

        @Override
        public String toString() {
            return "Target[topic=" + topic + ", servers=" + servers() + "]";
        }
    }

    /** The target that files, options and environment describe. */
    Target target(Map<String, String> environment) throws UsageException {
        Map<String, String> values = new TreeMap<>();
        for (String file : files) {
            values.putAll(CommandLine.parse("--config=" + file));
        }
        for (String setting : kafka) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException("an option of the Kafka clients is --kafka.KEY=VALUE, not --kafka." + setting);
            }
            values.put("kafka." + setting.substring(0, equals), setting.substring(equals + 1));
        }
        if (bootstrapServers != null) {
            values.put(BOOTSTRAP_KEY, bootstrapServers);
        }
        checkServers(values.getOrDefault(BOOTSTRAP_KEY, ""));
        String named = topic == null ? values.getOrDefault(TOPIC_KEY, DEFAULT_TOPIC) : topic;
        return new Target(named, ClientProperties.kafka(values, environment));
    }

    private static void checkServers(String servers) throws UsageException {
        if (servers.isBlank()) {
            throw new UsageException(BOOTSTRAP_SERVERS + " is missing: HOST:PORT of a Kafka broker");
        }
        for (String server : servers.split(",", -1)) {
            if (!SERVER.matcher(server.strip()).matches()) {
                throw new UsageException(
                        BOOTSTRAP_SERVERS + " is HOST:PORT, several separated by commas, not " + servers);
            }
        }
    }
}
