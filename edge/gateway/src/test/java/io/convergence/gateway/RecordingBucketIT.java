package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.objects.FaultyProxy;
import io.convergence.kit.objects.FaultyProxy.Fault;
import io.convergence.kit.objects.ObjectStoreProcess;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of recordings in a bucket against a running gateway, a broker and an object store. */
class RecordingBucketIT {
    private static final String OWN = "/ingest/replay?token=rk_shop";
    private static final String UNAVAILABLE =
            "convergence_gateway_replay_segments_total{outcome=\"unavailable\",tenant=\"acme\"}";

    private static ObjectStoreProcess server;
    private static int buckets;

    private String bucket;
    private FaultyProxy proxy;

    @BeforeAll
    static void startServer() {
        server = ObjectStoreProcess.start(Path.of("../../local/objects/target/lib"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void createBucket() {
        bucket = "gateway-" + buckets++;
        proxy = FaultyProxy.inFrontOf(server.port());
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    @Test
    void theGatewayIsReadyOnceTheBucketCanBeUsedAndStoresSegmentsInIt() throws IOException {
        try (StartedGateway gateway = start("replay.readiness", "true")) {
            SegmentPost post = new SegmentPost(gateway);
            Waiting.until("the bucket was looked for", () -> !proxy.requests().isEmpty());
            Waiting.until("the broker answers", () -> gateway.metric("convergence_gateway_ready") == 1);
            assertThat(gateway.gateway().isReady()).isFalse();
            assertThat(gateway.manage("/ready").statusCode()).isEqualTo(503);
            assertThat(gateway.metric("convergence_gateway_replay_ready")).isZero();
            server.createBucket(bucket);
            Waiting.until("the gateway is ready", gateway.gateway()::isReady);
            assertThat(gateway.manage("/ready").statusCode()).isEqualTo(200);
            assertThat(gateway.metric("convergence_gateway_replay_ready")).isEqualTo(1);

            HttpResponse<String> answer = post.json(OWN, segment("s-1"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(server.keys(bucket)).singleElement().asString().matches("\\d{4}/\\d{2}/\\d{2}/acme/s-1/v-0");

            proxy.others(Fault.UNAVAILABLE);
            Waiting.until("the gateway is not ready", () -> !gateway.gateway().isReady());
            proxy.others(Fault.NONE);
            Waiting.until("the gateway is ready again", gateway.gateway()::isReady);
        }
    }

    @Test
    void whileTheStoreIsAwaySegmentsAreRefusedForAWhileAndBeaconsAreTaken() throws IOException {
        server.createBucket(bucket);
        try (StartedGateway gateway = start()) {
            SegmentPost post = new SegmentPost(gateway);
            Waiting.until(
                    "segments are accepted",
                    () -> post.json(OWN, segment("s-0")).statusCode() == 202);
            double unavailable = gateway.metric(UNAVAILABLE);
            for (Fault fault : List.of(Fault.UNAVAILABLE, Fault.CUT, Fault.FORBIDDEN)) {
                proxy.others(fault);
                HttpResponse<String> answer = post.json(OWN, segment("s-1"));
                assertThat(answer.statusCode()).as("%s", fault).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(gateway.metric(UNAVAILABLE)).isEqualTo(unavailable + 3);
            assertThat(gateway.gateway().isReady()).isTrue();
            assertThat(gateway.post(Sample.beacon()).statusCode()).isEqualTo(202);
            proxy.others(Fault.NONE);
            assertThat(post.json(OWN, segment("s-1")).statusCode()).isEqualTo(202);
            assertThat(gateway.metric("convergence_gateway_faults_total")).isZero();
        }
    }

    @Test
    void daysOfMoreThanTheRetentionAreDeleted() throws IOException {
        server.createBucket(bucket);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String old = today.minusDays(16).toString().replace('-', '/') + "/acme/s/v-0";
        String young = today.minusDays(12).toString().replace('-', '/') + "/acme/s/v-0";
        server.store(bucket, old, new byte[] {1});
        server.store(bucket, young, new byte[] {1});
        try (StartedGateway gateway = start()) {
            Waiting.until("the old day is deleted", () -> server.keys(bucket).equals(List.of(young)));
            Waiting.until("the gateway is ready", gateway.gateway()::isReady);
        }
    }

    private StartedGateway start(String... options) {
        Map<String, String> environment = new HashMap<>(StartedGateway.ENVIRONMENT);
        environment.put("CONVERGENCE_S3_ACCESS_KEY", ObjectStoreProcess.ACCESS_KEY);
        environment.put("CONVERGENCE_S3_SECRET_KEY", ObjectStoreProcess.SECRET_KEY);
        String[] all = new String[options.length + 8];
        System.arraycopy(
                new String[] {
                    "events.enabled",
                    "true",
                    "replay.store",
                    "s3",
                    "replay.s3.endpoint",
                    proxy.endpoint().toString(),
                    "replay.s3.bucket",
                    bucket
                },
                0,
                all,
                0,
                8);
        System.arraycopy(options, 0, all, 8, options.length);
        return StartedGateway.start(Broker.shared(), environment, all);
    }

    private static String segment(String session) {
        return "{\"session_id\":\"" + session + "\",\"view_id\":\"v\",\"index\":0,\"consent\":true,\"events\":["
                + "{\"type\":4,\"data\":{\"href\":\"https://web.acme.example/\",\"width\":1,\"height\":1},"
                + "\"timestamp\":1700000000000}]}";
    }
}
