package io.convergence.bench.pipeline;

import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one process measures.
 *
 * @param variant what is measured
 * @param backend state backend, {@code rocksdb} or {@code hashmap}
 * @param shape shape of the traffic
 * @param broker address of the broker with the traffic
 * @param records number of records of the topic of views
 * @param database JDBC address of the database
 * @param slide time between two boundaries
 * @param limit longest time of a measurement; slower variants are measured over the records that they read until then
 * @param settings options of the job
 * @param conf directory of {@code config.yaml}
 */
record PipelineOptions(
        Variant variant,
        String backend,
        TrafficShape shape,
        String broker,
        long records,
        String database,
        Duration slide,
        Duration limit,
        JobSettings settings,
        Path conf) {
    static final Option SLIDE = Option.duration("slide", Duration.ofSeconds(10), "Time between two boundaries.");
    static final Option LIMIT = Option.duration("limit", Duration.ofMinutes(2), "Longest time of a measurement.");
    static final Option CONF = Option.text("conf", "conf", "Directory of config.yaml.");
    static final Duration LONGEST = Duration.ofHours(2);

    private static final Option VARIANT = Option.required("variant", "What is measured.");
    private static final Option BACKEND = Option.text("backend", "rocksdb", "State backend.");
    private static final Option BROKER = Option.required("broker", "Address of the broker.");
    private static final Option RECORDS = Option.number("records", 0, "Records of the topic of views.");
    private static final Option DATABASE = Option.required("database", "JDBC address of the database.");

    private static final List<Option> OPTIONS = Stream.concat(
                    TrafficShape.OPTIONS.stream(),
                    Stream.of(VARIANT, BACKEND, BROKER, RECORDS, DATABASE, SLIDE, LIMIT, JobSettings.OPTION, CONF))
            .toList();

    /** Every option of a process. */
    static List<Option> all() {
        return OPTIONS;
    }

    /** Reads the options of a process. */
    static PipelineOptions read(OptionReader reader) {
        return new PipelineOptions(
                Variant.of(reader.text(VARIANT)),
                reader.text(BACKEND),
                TrafficShape.read(reader),
                reader.text(BROKER),
                reader.number(RECORDS, 0, Long.MAX_VALUE),
                reader.text(DATABASE),
                reader.duration(SLIDE, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                reader.duration(LIMIT, Duration.ofSeconds(1), LONGEST),
                JobSettings.read(reader),
                Path.of(reader.text(CONF)));
    }

    /** The command line that {@link #read} understands. */
    List<String> arguments() {
        return Stream.of(
                        shape.arguments(),
                        settings.arguments(),
                        List.of(
                                "--variant",
                                variant.toString(),
                                "--backend",
                                backend,
                                "--broker",
                                broker,
                                "--records",
                                String.valueOf(records),
                                "--database",
                                database,
                                "--slide",
                                slide.toMillis() + "ms",
                                "--limit",
                                limit.toMillis() + "ms",
                                "--conf",
                                conf.toString()))
                .flatMap(List::stream)
                .toList();
    }
}
