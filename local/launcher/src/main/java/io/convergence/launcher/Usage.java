package io.convergence.launcher;

/** What the launcher says about itself. */
final class Usage {
    static final String TEXT = """
            convergence: are real users affected? The whole system in one process.

            usage: convergence demo [--seed N] [--minutes N] [--ui-port 8081] [--kafka-port 9092] [--postgres-port 5432]
                                    [--gateway-port 8090] [--shop-port 8088]
                     Two hours of traffic with incidents at full speed, then live, until Ctrl-C; with a shop page whose
                     own views go through a gateway. Prints verdict changes and signals. A port of 0 is a free one.

                   convergence replay [--beacons F.jsonl] [--synthetic F.jsonl] --out DIR
                                      [--slo PATH...] [--parallelism N] [--state-backend hashmap|rocksdb]
                                      [--set key=value]...
                     Runs the job over files of canonical records; --set passes an option to the job, --slo defines
                     objectives (OpenSLO, YAML or JSON; directories are searched for .yaml, .yml and .json).
                     Writes verdicts, signals, rejected and late records, and a summary to DIR; with objectives also
                     their snapshots and reports.

                   convergence cluster [--task-managers 2] [--slots 2] [--minutes N] [--seed N] [--ui-port 8081]
                                       [--kafka-port 9092] [--postgres-port 5432]
                     A Flink cluster of several processes with broker, database and live traffic, to submit the job to,
                     until Ctrl-C. Prints the commands.
                   convergence flink run|list|stop|savepoint|cancel ...
                     Flink's own command line, for that cluster.

                   convergence gateway --kafka.bootstrap.servers HOST:PORT [--config conf/gateway.properties]
                                       [--key value]...
                     Takes beacons and synthetic results over HTTP, for any Kafka; options are those of the file.

                   convergence generate --out DIR [--beacons 3000000] [--keys 2000] [--minutes 30] [--seed N]
                     Writes realistic traffic to DIR/beacons.jsonl and DIR/synthetic.jsonl.

                   convergence slo validate FILES... [--tenant T]
                   convergence slo explain NAME FILES... [--tenant T]
                   convergence slo apply FILES... --bootstrap-servers HOST:PORT [--tenant T] [--topic slo.definitions]
                   convergence slo delete TENANT/KIND/NAME... --bootstrap-servers HOST:PORT [--topic slo.definitions]
                     Checks OpenSLO documents, says what an objective means, publishes and deletes documents.
                     FILES are .yaml, .yml and .json files, or directories that are searched for them; --tenant owns what they define.

                   convergence --help
            """;

    private Usage() {}
}
