package io.convergence.recordings.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.Secret;
import io.convergence.kit.objects.FaultyProxy;
import io.convergence.kit.objects.FaultyProxy.Fault;
import io.convergence.kit.objects.ObjectStoreProcess;
import io.convergence.kit.wait.Waiting;
import io.convergence.recordings.ObjectName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of the store against an object store, with faults of the way to it. */
class S3RecordingsIT {
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 28);

    private static ObjectStoreProcess server;
    private static int buckets;

    private String bucket;
    private FaultyProxy proxy;
    private S3Recordings store;

    @BeforeAll
    static void startServer() {
        server = ObjectStoreProcess.start(Path.of("../../local/objects/target/lib"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        bucket = "recordings-" + buckets++;
        server.createBucket(bucket);
        proxy = FaultyProxy.inFrontOf(server.port());
        store = S3Recordings.open(settings(proxy.endpoint(), bucket, ObjectStoreProcess.SECRET_KEY));
    }

    @AfterEach
    void close() {
        proxy.close();
        store.close();
    }

    @Test
    void anObjectIsReadAsItWasStored() throws IOException {
        byte[] object = bytes("object");
        assertThat(store.put(name(0, "s1", 0), object)).isTrue();
        assertThat(store.get(name(0, "s1", 0))).isEqualTo(object);
        assertThat(store.get(name(0, "s1", 1))).isNull();
        assertThat(server.keys(bucket)).containsExactly("2026/02/28/acme/s1/v-0");
        assertThat(proxy.requests()).contains("PUT /" + bucket + "/2026/02/28/acme/s1/v-0");
        store.check();
    }

    @Test
    void aLargeObjectIsReadAsItWasStored() throws IOException {
        byte[] object = new byte[12 << 20];
        new Random(1).nextBytes(object);
        assertThat(store.put(name(0, "s1", 0), object)).isTrue();
        assertThat(store.get(name(0, "s1", 0))).isEqualTo(object);
    }

    @Test
    void theFirstObjectOfANameStays() throws IOException {
        assertThat(store.put(name(0, "s1", 0), bytes("first"))).isTrue();
        assertThat(store.put(name(0, "s1", 0), bytes("second"))).isTrue();
        assertThat(store.get(name(0, "s1", 0))).isEqualTo(bytes("first"));
    }

    @Test
    void aSessionIsDeletedOnAllDaysAndNothingElse() throws IOException {
        for (int day : new int[] {0, 1, 40, 400}) {
            for (int index = 0; index < 3; index++) {
                store.put(name(day, "s1", index), bytes("x"));
            }
            store.put(name(day, "s10", 0), bytes("x"));
            store.put(new ObjectName(FIRST.plusDays(day), "globex", "s1", "v", 0), bytes("x"));
        }
        assertThat(store.deleteSession("acme", "s1")).isEqualTo(12);
        assertThat(store.deleteSession("acme", "s1")).isZero();
        assertThat(store.deleteSession("acme", "../s10")).isZero();
        assertThat(server.keys(bucket)).hasSize(8).noneMatch(key -> key.contains("acme/s1/"));
    }

    @Test
    void daysBeforeOneAreDeletedAndOtherObjectsAreLeftAlone() throws IOException {
        store.put(name(0, "s1", 0), bytes("x"));
        store.put(name(1, "s1", 0), bytes("x"));
        store.put(name(2, "s1", 0), bytes("x"));
        assertThat(store.deleteDaysBefore(FIRST)).isZero();
        assertThat(store.deleteDaysBefore(FIRST.plusDays(2))).isEqualTo(2);
        assertThat(server.keys(bucket)).containsExactly("2026/03/02/acme/s1/v-0");
    }

    @Test
    void aDayWithMoreObjectsThanAPageIsDeletedWhole() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> puts = new ArrayList<>();
        for (int index = 0; index < 1_050; index++) {
            ObjectName name = name(0, "s" + index % 2, index);
            puts.add(threads.submit(() -> store.put(name, bytes("x"))));
        }
        for (Future<Boolean> put : puts) {
            assertThat(put.get()).isTrue();
        }
        threads.shutdown();
        assertThat(store.deleteDaysBefore(FIRST.plusDays(1))).isEqualTo(1);
        assertThat(server.keys(bucket)).isEmpty();
    }

    @Test
    void unavailableAnswersAndBrokenConnectionsAreTriedThreeTimes() throws IOException {
        proxy.next(Fault.UNAVAILABLE, Fault.CUT);
        assertThat(store.put(name(0, "s1", 0), bytes("x"))).isTrue();
        assertThat(proxy.requests()).hasSize(3);
        proxy.next(Fault.CUT, Fault.UNAVAILABLE);
        assertThat(store.get(name(0, "s1", 0))).isEqualTo(bytes("x"));
    }

    @Test
    void aThirdFailureIsFinal() {
        proxy.others(Fault.UNAVAILABLE);
        assertThatThrownBy(() -> store.put(name(0, "s1", 0), bytes("x")))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessage("the object store answered with status 503");
        assertThat(proxy.requests()).hasSize(3);
        proxy.others(Fault.CUT);
        assertThatThrownBy(() -> store.put(name(0, "s1", 0), bytes("x")))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageStartingWith("the object store does not answer: java.net.");
        assertThat(proxy.requests()).hasSize(6);
    }

    @Test
    void aRefusalIsFinal() {
        proxy.others(Fault.FORBIDDEN);
        assertThatThrownBy(() -> store.put(name(0, "s1", 0), bytes("x")))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessage("the object store answered with status 403");
        assertThatThrownBy(() -> store.get(name(0, "s1", 0))).isInstanceOf(ObjectStoreException.class);
        assertThatThrownBy(() -> store.check()).isInstanceOf(ObjectStoreException.class);
        assertThat(proxy.requests()).hasSize(3);
    }

    @Test
    void anObjectWhoseAnswerIsLostIsStoredOnce() throws IOException {
        proxy.next(Fault.CUT_ANSWER);
        assertThat(store.put(name(0, "s1", 0), bytes("x"))).isTrue();
        assertThat(proxy.requests()).hasSize(2);
        assertThat(store.get(name(0, "s1", 0))).isEqualTo(bytes("x"));
    }

    @Test
    void aStoreThatDoesNotAnswerIsGivenUp() {
        proxy.others(Fault.HELD);
        try (S3Recordings hasty = hasty(Duration.ofMillis(300))) {
            assertThatThrownBy(() -> hasty.put(name(0, "s1", 0), bytes("x")))
                    .isInstanceOf(ObjectStoreException.class)
                    .hasMessageStartingWith("the object store did not answer within");
            assertThatThrownBy(() -> hasty.get(name(0, "s1", 0))).isInstanceOf(ObjectStoreException.class);
            assertThatThrownBy(hasty::check).isInstanceOf(ObjectStoreException.class);
        }
    }

    @Test
    void aStoreThatReadsNothingIsGivenUp() throws Exception {
        server.process().pause();
        try (S3Recordings hasty = S3Recordings.open(
                settings(server.endpoint(), bucket, ObjectStoreProcess.SECRET_KEY),
                S3Limits.DEFAULT.withTime(Duration.ofMillis(300)))) {
            assertThatThrownBy(() -> hasty.put(name(0, "s1", 0), new byte[16 << 20]))
                    .isInstanceOf(ObjectStoreException.class)
                    .hasMessageStartingWith("the object store did not answer within");
        } finally {
            server.process().resume();
        }
    }

    @Test
    void aStoreThatIsDownFailsAndIsUsedAgainOnceItIsUp() throws IOException {
        store.put(name(0, "s1", 0), bytes("x"));
        server.process().kill();
        try {
            assertThatThrownBy(() -> store.put(name(0, "s1", 1), bytes("x"))).isInstanceOf(IOException.class);
            assertThatThrownBy(store::check).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.deleteSession("acme", "s1")).isInstanceOf(IOException.class);
        } finally {
            server.restart();
        }
        store.check();
        assertThat(store.put(name(0, "s1", 1), bytes("x"))).isTrue();
        assertThat(store.deleteSession("acme", "s1")).isEqualTo(2);
    }

    @Test
    void sixteenRequestsAreInProgressAtMost() throws Exception {
        proxy.others(Fault.HELD);
        ExecutorService threads = Executors.newFixedThreadPool(24);
        List<Future<Boolean>> puts = new ArrayList<>();
        for (int index = 0; index < 24; index++) {
            ObjectName name = name(0, "s1", index);
            puts.add(threads.submit(() -> store.put(name, bytes("x"))));
        }
        Waiting.until("16 requests are in progress", () -> proxy.mostInProgress() == 16);
        proxy.release();
        for (Future<Boolean> put : puts) {
            assertThat(put.get()).isTrue();
        }
        threads.shutdown();
        assertThat(proxy.mostInProgress()).isEqualTo(16);
        assertThat(server.keys(bucket)).hasSize(24);
    }

    @Test
    void theWaitForAnotherRequestIsPartOfTheTime() throws Exception {
        proxy.others(Fault.HELD);
        S3Limits one = new S3Limits(
                1,
                Duration.ofMillis(300),
                Duration.ofSeconds(60),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60));
        try (S3Recordings narrow =
                S3Recordings.open(settings(proxy.endpoint(), bucket, ObjectStoreProcess.SECRET_KEY), one)) {
            CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(() -> {
                try {
                    return narrow.get(name(0, "s1", 0));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Waiting.until("the first request is in progress", () -> proxy.mostInProgress() == 1);
            assertThatThrownBy(() -> narrow.put(name(0, "s1", 1), bytes("x")))
                    .isInstanceOf(ObjectStoreException.class)
                    .hasMessageStartingWith("too many requests to the object store were in progress");
            proxy.release();
            assertThat(first.get()).isNull();
        }
    }

    @Test
    void anInterruptEndsARequest() throws Exception {
        proxy.others(Fault.HELD);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<Boolean> put = threads.submit(() -> store.put(name(0, "s1", 0), bytes("x")));
        Waiting.until("the request is in progress", () -> proxy.mostInProgress() == 1);
        threads.shutdownNow();
        proxy.release();
        assertThatThrownBy(put::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedIOException.class);
    }

    @Test
    void aWrongKeyAndAnAbsentBucketAreRefused() {
        try (S3Recordings wrong = S3Recordings.open(settings(server.endpoint(), bucket, "another-key"))) {
            assertThatThrownBy(wrong::check).hasMessage("the object store answered with status 403");
            assertThatThrownBy(() -> wrong.put(name(0, "s1", 0), bytes("x")))
                    .hasMessage("the object store answered with status 403");
        }
        try (S3Recordings absent =
                S3Recordings.open(settings(server.endpoint(), "absent-bucket", ObjectStoreProcess.SECRET_KEY))) {
            assertThatThrownBy(absent::check).hasMessage("the object store answered with status 404");
            assertThatThrownBy(() -> absent.put(name(0, "s1", 0), bytes("x")))
                    .hasMessage("the object store answered with status 404");
            assertThatThrownBy(() -> absent.get(name(0, "s1", 0)))
                    .hasMessage("the object store answered with status 404");
        }
    }

    private S3Recordings hasty(Duration time) {
        return S3Recordings.open(
                settings(proxy.endpoint(), bucket, ObjectStoreProcess.SECRET_KEY), S3Limits.DEFAULT.withTime(time));
    }

    private static S3Settings settings(URI endpoint, String bucket, String key) {
        return new S3Settings(
                endpoint, bucket, "us-east-1", new Secret(ObjectStoreProcess.ACCESS_KEY), new Secret(key));
    }

    private static ObjectName name(int day, String session, int index) {
        return new ObjectName(FIRST.plusDays(day), "acme", session, "v", index);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
