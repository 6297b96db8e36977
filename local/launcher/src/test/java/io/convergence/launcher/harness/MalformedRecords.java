package io.convergence.launcher.harness;

import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Records that nobody can make sense of. */
public final class MalformedRecords {
    /** How many good records of a topic lie between two bad ones. */
    public static final int EVERY = 100;

    private static final List<String> UNKNOWN = List.of(
            "apiVersion: openslo/v2\nkind: SLO\nmetadata: {name: tomorrow, labels: {tenant: tenant-0}}\n",
            "kind: Unheard\napiVersion: openslo/v1\nmetadata: {name: of}\n",
            "{\"apiVersion\": \"openslo/v1\", \"kind\": \"SLO\"",
            "\u0000\u0001\u0002");

    /** How many definitions there are. */
    public static final int DEFINITIONS = UNKNOWN.size();

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

    /** The bad record of a place. */
    public static byte[] value(int place) {
        return VALUES.get(place % VALUES.size()).getBytes(StandardCharsets.UTF_8);
    }

    /** Publishes definitions that are none. */
    public static void definitions(RecordPublisher publisher) {
        for (int i = 0; i < DEFINITIONS; i++) {
            publisher.send(
                    LocalTopics.DEFINITIONS,
                    Objectives.WRITTEN_AT,
                    "tenant-0/SLO/poison-" + i,
                    UNKNOWN.get(i).getBytes(StandardCharsets.UTF_8));
        }
        publisher.flush();
    }
}
