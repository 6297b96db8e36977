package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.event.RumEvent;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.stacks.StoredArchives;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.SymbolPlatform;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stacks of errors from Kafka to Postgres, with archives of the same database. */
class ErrorStacksIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The folder of an image in a report of Apple's platforms; it is no part of a stored stack. */
    private static final Pattern IMAGE_FOLDER = Pattern.compile("(?m)(<[0-9a-f]{32}> )/.*/");

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void theExamplesOfTheSeedAreResolvedByteForByte() throws Exception {
        Store store = Store.create();
        List<RumEvent> events = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Map.Entry<String, SymbolPlatform> platform : Map.of(
                        "web", SymbolPlatform.WEB, "native", SymbolPlatform.ANDROID, "ios", SymbolPlatform.IOS)
                .entrySet()) {
            JsonNode example = example(
                    platform.getKey(), platform.getKey().equals("ios") ? "ios_crash.txt" : "the seed's own example");
            String appId = "id-" + platform.getKey();
            put(store, platform.getValue(), appId, example);
            events.add(ErrorJob.error(
                    platform.getKey(), appId, "1", example.get("error_stack").asText()));
            expected.add(
                    platform.getKey() + '|' + stored(example.get("expected").asText()));
        }
        StoredArchives.put(
                store.settings(),
                SymbolPlatform.ANDROID,
                new ArchiveName("id-java", "prod", "1"),
                "mapping.txt",
                Files.readAllBytes(StoredArchives.vector("r8/mappings/seed-example.txt")));
        events.add(ErrorJob.error(
                "java",
                "id-java",
                "1",
                "java.lang.ArithmeticException: divide by zero\n    at"
                        + " prof.wang.activity.TeamInvitationActivity.o0(Unknown Source:1)\n"
                        + "    at j9.f7.run(Unknown Source:0)"));
        expected.add("java|java.lang.ArithmeticException: divide by zero\n    at"
                + " prof.wang.activity.TeamInvitationActivity.onClick$lambda-0(TeamInvitationActivity.java:1)");
        run(store, "seed", events, 4);
        assertThat(store.query("SELECT concat_ws('|', session, error_stack_source) FROM rum_errors"))
                .as("%s", store.query("SELECT concat_ws('|', app_id, status) FROM error_stacks"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(store.query("SELECT DISTINCT status FROM error_stacks WHERE app_id <> 'id-java'"))
                .containsExactly("success");
        assertThat(store.query("SELECT count(*) FROM rum_timeline WHERE labels ->> 'resolved_stack' IS NOT NULL"))
                .containsExactly("4");
    }

    @Test
    void aReportInJsonIsResolvedAsText() throws Exception {
        Store store = Store.create();
        JsonNode example = example("ios", "an .ips report becomes the older text");
        put(store, SymbolPlatform.IOS, "id-ips", example);
        String report = example.get("error_stack").asText();
        run(store, "ips", List.of(ErrorJob.error("ips", "id-ips", "1", report)), 1);
        assertThat(store.query("SELECT error_stack_source FROM rum_errors"))
                .containsExactly(stored(example.get("expected").asText()));
    }

    @Test
    void buildsWithOtherMinifiedNamesAreOneGroupAndEqualStacksAreOneRow() throws Exception {
        Store store = Store.create();
        for (String version : List.of("1", "2")) {
            StoredArchives.put(
                    store.settings(),
                    SymbolPlatform.WEB,
                    new ArchiveName("shop", "prod", version),
                    "app." + version + "f.js.map",
                    StoredArchives.map("webpack:///./src/cart.js"));
        }
        List<RumEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String version = i % 2 == 0 ? "1" : "2";
            String stack = "Error: a\n    at " + (i % 2 == 0 ? "a" : "zz") + " (https://shop.example/app." + version
                    + "f.js:1:1)";
            events.add(ErrorJob.error("s" + i, "shop", version, stack));
        }
        events.add(ErrorJob.error("none", "shop", "3", "Error: a\n    at q (https://shop.example/app.3f.js:1:1)"));
        run(store, "builds", events, 3);
        assertThat(store.query("SELECT concat_ws('|', top, count) FROM rum_error_groups ORDER BY count"))
                .containsExactly("app.3f.js|1", "src/cart.js|40");
        assertThat(store.query("SELECT concat_ws('|', version, status, source) FROM error_stacks ORDER BY version"))
                .containsExactly(
                        "1|success|Error: a\n    at a (webpack:///./src/cart.js:6:5)",
                        "2|success|Error: a\n    at zz (webpack:///./src/cart.js:6:5)",
                        "3|no_zip");
        assertThat(store.query("SELECT stack_status FROM rum_errors WHERE session = 'none'"))
                .containsExactly("no_zip");
    }

    /** Runs the job until all events and stacks have rows. */
    private static void run(Store store, String name, List<RumEvent> events, int stacks) throws Exception {
        try (ErrorJob job = ErrorJob.start(broker, store, name, "symbols.timeout", "60 s")) {
            // Counts are written once the minute has passed on every partition.
            job.publish(events, ErrorJob.START + 3_600_000);
            job.await("SELECT count(*) FROM rum_timeline", events.size());
            job.await("SELECT count(*) FROM error_stacks", stacks);
            job.await("SELECT coalesce(sum(count), 0) FROM rum_error_groups", events.size());
        }
    }

    /** Stores the archive of an example. */
    private static void put(Store store, SymbolPlatform platform, String appId, JsonNode example) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : example.get("archive").properties()) {
            files.put(
                    entry.getKey(),
                    Files.readAllBytes(StoredArchives.vector(entry.getValue().asText())));
        }
        StoredArchives.put(store.settings(), platform, new ArchiveName(appId, "prod", "1"), files);
    }

    /** A text as it is after scrubbing: without the folders of images, and with single spaces in an unknown heading. */
    private static String stored(String text) {
        return IMAGE_FOLDER
                .matcher(text)
                .replaceAll("$1")
                .replace("Report Version:  104", "Report Version: 104")
                .stripTrailing();
    }

    /** The stack of the vectors of a platform whose name ends so. */
    private static JsonNode example(String platform, String ending) throws Exception {
        for (JsonNode stack :
                JSON.readTree(StoredArchives.vector(platform + "/stacks.json").toFile())) {
            if (stack.get("name").asText().endsWith(ending)) {
                return stack;
            }
        }
        throw new AssertionError("there is no example of " + platform);
    }
}
