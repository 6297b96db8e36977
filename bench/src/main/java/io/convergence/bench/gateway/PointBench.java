package io.convergence.bench.gateway;

import io.convergence.bench.Figures;
import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.codec.EventEncoder;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.dsn.HostList;
import io.convergence.core.dsn.PlaceLevel;
import io.convergence.core.dsn.RecordingRules;
import io.convergence.core.event.PerformanceBudgets;
import io.convergence.core.event.RumEvent;
import io.convergence.core.settings.Secret;
import io.convergence.gateway.cdn.Aliases;
import io.convergence.gateway.cdn.CdnList;
import io.convergence.gateway.datakit.DataKitFormat;
import io.convergence.gateway.event.EventBatch;
import io.convergence.gateway.event.EventRules;
import io.convergence.gateway.event.RefusedEventsException;
import io.convergence.gateway.event.WireRequest;
import io.convergence.gateway.ingest.BeaconRules;
import io.convergence.gateway.ingest.BeaconRules.Sender;
import io.convergence.gateway.ingest.Publication;
import io.convergence.gateway.ingest.PublishedIds;
import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.registry.App;
import io.convergence.gateway.registry.DsnTable;
import io.convergence.gateway.registry.Registry;
import io.convergence.http.BearerTokens;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Compares the processor time that the gateway takes for an event of DataKit's line protocol, from the body to the record, with
 * that for a beacon. One thread; both are measured in turns.
 */
public final class PointBench {
    private static final int ROUNDS = 21;
    private static final int REPEATS = 40;
    private static final int BEACONS = 4_000;
    private static final long RECEIVED_AT = 1_767_225_600_000L;
    private static final Secret SECRET = new Secret("a-secret-of-the-bench-of-32-characters");
    private static final HostList ANY = new HostList(Set.of(), Set.of(), true);
    private static final Sender SENDER = new Sender(null, false);

    private final Registry registry;
    private final EventRules rules = new EventRules(SECRET, Map.of(), () -> new CdnList(List.of()), Aliases.NONE);
    private final DataKitFormat format = new DataKitFormat();
    private final EventEncoder events = new EventEncoder();
    private final BeaconEncoder beacons = new BeaconEncoder();
    private final BeaconRules beaconRules;
    private final byte[] points = points().getBytes(StandardCharsets.UTF_8);
    private long bytes;

    private PointBench() {
        Dsn dsn = new Dsn(
                "rk_bench",
                "bench",
                "shop",
                ANY,
                Set.of(),
                Set.of("appid_bench"),
                false,
                false,
                Set.of(),
                true,
                PlaceLevel.NONE,
                0,
                new PerformanceBudgets(List.of()),
                RecordingRules.NONE,
                Map.of(),
                false);
        App app = new App("pk_bench", "bench", "shop", Set.of(), ANY, Set.of(), 0);
        registry = new Registry(Map.of(app.key(), app), BearerTokens.of(List.of()), DsnTable.of(List.of(dsn)));
        beaconRules = new BeaconRules(() -> registry, new KeyRates(), new PublishedIds(SECRET), true);
    }

    /** Measures and prints the ratio. */
    public static void main(String[] arguments) throws RefusedEventsException {
        PointBench bench = new PointBench();
        double[] ratios = new double[ROUNDS];
        double[] eventMicros = new double[ROUNDS];
        double[] beaconMicros = new double[ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            double event = bench.eventMicros();
            double beacon = bench.beaconMicros();
            // The first half warms up.
            if (round >= 0) {
                ratios[round] = event / beacon;
                eventMicros[round] = event;
                beaconMicros[round] = beacon;
            }
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "line protocol: %.2f us an event, beacon: %.2f us, ratio min %.2f median %.2f max %.2f (%d bytes)%n",
                Figures.median(eventMicros),
                Figures.median(beaconMicros),
                ratios[0],
                Figures.median(ratios),
                ratios[ROUNDS - 1],
                bench.bytes);
    }

    private double eventMicros() throws RefusedEventsException {
        long began = cpuNanos();
        long count = 0;
        for (int i = 0; i < REPEATS; i++) {
            WireRequest request = new WireRequest("/v1/write/rum", null, registry, Map.of(), "", RECEIVED_AT, null);
            for (EventBatch batch : format.read(points, request)) {
                for (RumEvent event : rules.admit(batch, false, RECEIVED_AT).events()) {
                    bytes += events.encode(event).length;
                    count++;
                }
            }
        }
        return (cpuNanos() - began) / 1e3 / count;
    }

    private double beaconMicros() {
        long began = cpuNanos();
        for (int i = 0; i < BEACONS; i++) {
            byte[] body = beacon(i).getBytes(StandardCharsets.UTF_8);
            if (beaconRules.decide(body, SENDER, RECEIVED_AT) instanceof Publication publication) {
                bytes += beacons.encode(publication.beacon()).length;
            }
        }
        return (cpuNanos() - began) / 1e3 / BEACONS;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String beacon(int number) {
        return "{\"v\":1,\"key\":\"pk_bench\",\"consent\":true,\"id\":\"view-" + number
                + "\",\"host\":\"web1.acme.example\",\"page\":\"/checkout/" + number % 50
                + "\",\"browser\":\"chrome\",\"vitals\":{\"ttfb_ms\":120,\"fcp_ms\":900,\"lcp_ms\":1800,\"cls\":0.02,"
                + "\"inp_ms\":180,\"load_ms\":2400},\"errors\":0,\"failed_requests\":0,\"sdk\":\"0.1.0\"}";
    }

    /** Points of the five measurements with the fields that DataKit's SDK for browsers sends. */
    private static String points() {
        StringBuilder points = new StringBuilder();
        String[] own = {
            "resource_url=https://cdn.acme.example/js/app.7fb51234.js,resource_url_host=cdn.acme.example,"
                    + "resource_url_path=/js/app.7fb51234.js,resource_type=js,resource_status=200,resource_method=GET "
                    + "duration=132200000i,resource_size=1200i,resource_ttfb=20000000i,resource_dns=1000000i",
            "view_loading_type=route_change,is_active=false largest_contentful_paint=1800000000i,view_error_count=1i,"
                    + "view_resource_count=12i,loading_time=2400000000i,time_spent=10100000000i",
            "action_id=a-1,action_name=add\\ to\\ cart,action_type=click duration=210000000i,action_error_count=0i",
            "long_task_type=longtask duration=90000000i",
            "error_source=logger,error_type=TypeError error_message=\"x is not a function\","
                    + "error_stack=\"TypeError: x is not a function\\n  at f @ https://web.acme.example/app.js:1:7\""
        };
        String[] measurements = {"resource", "view", "action", "long_task", "error"};
        for (int i = 0; i < 100; i++) {
            int kind = i % 10 < 5 ? 0 : i % 10 - 5;
            points.append(measurements[kind])
                    .append(",app_id=appid_bench,env=production,service=shop,version=1.4.2,sdk_name=df_web_rum_sdk,")
                    .append("sdk_version=3.1.0,session_id=s-")
                    .append(i % 7)
                    .append(",session_type=user,view_id=v-")
                    .append(i)
                    .append(",view_host=web.acme.example,view_path=/products/")
                    .append(1000 + i)
                    .append(",view_url=https://web.acme.example/products/")
                    .append(1000 + i)
                    .append(",view_name=/products,os=Windows,os_version=10,os_version_major=10,browser=Chrome,")
                    .append(
                            "browser_version=120.0.1,browser_version_major=120,network_type=wifi,screen_size=1920*1080,")
                    .append(own[kind])
                    .append(' ')
                    .append(RECEIVED_AT - i)
                    .append("000000\n");
        }
        return points.toString();
    }
}
