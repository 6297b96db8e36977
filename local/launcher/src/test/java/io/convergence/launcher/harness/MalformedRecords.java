package io.convergence.launcher.harness;

import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records and definitions that cannot be parsed, to be mixed into a valid stream. */
public final class MalformedRecords {
    /** Number of valid records of a topic between two malformed ones. */
    public static final int EVERY = 100;

    private static final List<String> DOCUMENTS = List.of(
            "apiVersion: openslo/v2\nkind: SLO\nmetadata: {name: tomorrow, labels: {tenant: tenant-0}}\n",
            "kind: Unheard\napiVersion: openslo/v1\nmetadata: {name: of}\n",
            "{\"apiVersion\": \"openslo/v1\", \"kind\": \"SLO\"",
            "\u0000\u0001\u0002");

    /** Number of malformed definitions. */
    public static final int DEFINITIONS = DOCUMENTS.size();

    private static final List<String> VALUES = List.of(
            "",
            "{",
            "not json",
            "[1,2]",
            "{\"v\":1}",
            "{\"v\":2,\"id\":\"x\"}",
            "{\"heartbeat\":\"now\"}",
            "\u0000\uffff");

    private MalformedRecords() {}

    /** The malformed value at an index. */
    public static byte[] value(int index) {
        return VALUES.get(index % VALUES.size()).getBytes(StandardCharsets.UTF_8);
    }

    /** Publishes every malformed definition. */
    public static void publishDefinitions(RecordPublisher publisher) {
        for (int i = 0; i < DEFINITIONS; i++) {
            publisher.send(
                    LocalTopics.DEFINITIONS,
                    Objectives.WRITTEN_AT,
                    "tenant-0/SLO/poison-" + i,
                    DOCUMENTS.get(i).getBytes(StandardCharsets.UTF_8));
        }
        publisher.flush();
    }
}
