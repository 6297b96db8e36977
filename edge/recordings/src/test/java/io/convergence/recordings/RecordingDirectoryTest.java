package io.convergence.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.recordings.RecordingDirectory.WhenFull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingDirectoryTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 28);

    @TempDir
    Path parent;

    @Test
    void anObjectIsFoundUnderItsNameAndReadableByItsOwnerOnly() throws IOException {
        RecordingDirectory store = open(100, WhenFull.REFUSE);
        assertThat(store.put(name(FIRST, "s1", 0), bytes(10))).isTrue();
        assertThat(store.get(name(FIRST, "s1", 0))).isEqualTo(bytes(10));
        assertThat(store.get(name(FIRST, "s1", 1))).isNull();
        assertThat(files()).containsExactly("2026/02/28/acme/s1/v-0");
        for (String path : List.of("", "2026", "2026/02/28/acme/s1")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory().resolve(path))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void theFirstObjectOfANameStaysAndTakesRoomOnce() throws IOException {
        RecordingDirectory store = open(10, WhenFull.REFUSE);
        assertThat(store.put(name(FIRST, "s1", 0), bytes(10))).isTrue();
        assertThat(store.put(name(FIRST, "s1", 0), bytes(3))).isTrue();
        assertThat(store.get(name(FIRST, "s1", 0))).isEqualTo(bytes(10));
    }

    @Test
    void aFullStoreThatRefusesKeepsWhatItHas() throws IOException {
        RecordingDirectory store = open(20, WhenFull.REFUSE);
        store.put(name(FIRST, "s1", 0), bytes(10));
        assertThat(store.put(name(FIRST.plusDays(1), "s1", 0), bytes(11))).isFalse();
        assertThat(store.put(name(FIRST.plusDays(1), "s1", 0), bytes(10))).isTrue();
        assertThat(files()).containsExactly("2026/02/28/acme/s1/v-0", "2026/03/01/acme/s1/v-0");
    }

    @Test
    void aFullStoreDropsItsOldestDaysButNotThatOfTheObject() throws IOException {
        RecordingDirectory store = open(20, WhenFull.DROP_OLDEST);
        store.put(name(FIRST, "s1", 0), bytes(5));
        store.put(name(FIRST.plusDays(1), "s1", 0), bytes(5));
        store.put(name(FIRST.plusDays(2), "s1", 0), bytes(10));
        assertThat(store.put(name(FIRST.plusDays(2), "s1", 1), bytes(6))).isTrue();
        assertThat(files()).containsExactly("2026/03/02/acme/s1/v-0", "2026/03/02/acme/s1/v-1");
        assertThat(store.put(name(FIRST.plusDays(2), "s1", 2), bytes(5))).isFalse();
        assertThat(store.put(name(FIRST.plusDays(1), "s1", 2), bytes(5))).isFalse();
        assertThat(files()).hasSize(2);
    }

    @Test
    void theSizesOfAnOpenedDirectoryCount() throws IOException {
        open(20, WhenFull.REFUSE).put(name(FIRST, "s1", 0), bytes(15));
        RecordingDirectory opened = open(20, WhenFull.REFUSE);
        assertThat(opened.put(name(FIRST, "s1", 1), bytes(6))).isFalse();
        assertThat(opened.put(name(FIRST, "s1", 1), bytes(5))).isTrue();
    }

    @Test
    void daysBeforeOneAreDeletedAndOtherFilesAreLeftAlone() throws IOException {
        RecordingDirectory store = open(100, WhenFull.REFUSE);
        store.put(name(FIRST, "s1", 0), bytes(1));
        store.put(name(FIRST.plusDays(1), "s1", 0), bytes(1));
        Files.createDirectories(directory().resolve("2026/02/31"));
        Files.writeString(directory().resolve("2026/02/31/x"), "x");
        Files.writeString(directory().resolve("notes"), "x");
        assertThat(store.deleteDaysBefore(FIRST)).isZero();
        assertThat(store.deleteDaysBefore(FIRST.plusDays(1))).isEqualTo(1);
        assertThat(files()).containsExactly("2026/02/31/x", "2026/03/01/acme/s1/v-0", "notes");
    }

    @Test
    void aSessionIsDeletedWithItsObjectsOfAllDays() throws IOException {
        RecordingDirectory store = open(100, WhenFull.REFUSE);
        for (int index = 0; index < 3; index++) {
            store.put(name(FIRST.plusDays(index), "s1", index), bytes(1));
            store.put(name(FIRST, "s10", index), bytes(1));
        }
        assertThat(store.deleteSession("acme", "s1")).isEqualTo(3);
        assertThat(store.deleteSession("acme", "s1")).isZero();
        assertThat(store.deleteSession("globex", "s10")).isZero();
        assertThat(files()).hasSize(3).allMatch(path -> path.contains("/s10/"));
    }

    @Test
    void aFailureDoesNotNameTheSession() throws IOException {
        RecordingDirectory store = open(100, WhenFull.REFUSE);
        Path tenant = Files.createDirectories(directory().resolve("2026/02/28/acme"));
        Files.writeString(tenant.resolve("s1"), "a file in the way");
        assertThatThrownBy(() -> store.put(name(FIRST, "s1", 0), bytes(10)))
                .isInstanceOf(IOException.class)
                .hasMessage("FileAlreadyExistsException (in the directory of recordings)")
                .hasNoCause();
        Files.createDirectories(tenant.resolve("s2/v-0/in-the-way"));
        assertThatThrownBy(() -> store.get(name(FIRST, "s2", 0)))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("s2");
    }

    @Test
    void anOpenedDirectoryIsClearedWhenItShallBe() throws IOException {
        open(100, WhenFull.REFUSE).put(name(FIRST, "s1", 0), bytes(1));
        RecordingDirectory.open(directory(), 100, WhenFull.REFUSE, true);
        assertThat(files()).isEmpty();
    }

    @Test
    void unfinishedObjectsOfATerminatedGatewayAreDeletedAndThoseInProgressAreNot() throws IOException {
        RecordingDirectory store = open(100, WhenFull.REFUSE);
        Path old = Files.writeString(directory().resolve("unfinished/old"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Files.writeString(directory().resolve("unfinished/new"), "x");
        store.deleteDaysBefore(FIRST);
        assertThat(files()).containsExactly("unfinished/new");
    }

    @Test
    void aFailedWriteLeavesNothingAndGivesItsRoomBack() throws IOException {
        RecordingDirectory store = open(10, WhenFull.REFUSE);
        Files.writeString(directory().resolve("2026"), "a file in the way");
        assertThatThrownBy(() -> store.put(name(FIRST, "s1", 0), bytes(10))).isInstanceOf(IOException.class);
        assertThat(files()).containsExactly("2026");
        Files.delete(directory().resolve("2026"));
        assertThat(store.put(name(FIRST, "s1", 0), bytes(10))).isTrue();
    }

    @Test
    void aDirectoryThatIsGoneCannotBeUsed() throws IOException {
        RecordingDirectory store = open(10, WhenFull.REFUSE);
        store.check();
        Files.delete(directory().resolve("unfinished"));
        assertThatThrownBy(store::check).isInstanceOf(IOException.class);
    }

    @Test
    void theCapacityIsKeptWhileObjectsAreWrittenCountedAndDropped() throws Exception {
        RecordingDirectory store = open(200, WhenFull.DROP_OLDEST);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            String session = "s" + writer;
            writers.add(threads.submit(() -> {
                int stored = 0;
                for (int index = 0; index < 200; index++) {
                    stored += store.put(name(FIRST.plusDays(index / 20), session, index), bytes(index % 7 + 1)) ? 1 : 0;
                }
                return stored;
            }));
        }
        Future<?> counts = threads.submit(() -> {
            while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                store.deleteDaysBefore(LocalDate.MIN);
            }
            return null;
        });
        int stored = 0;
        for (Future<Integer> writer : writers) {
            stored += writer.get();
        }
        counts.get();
        threads.shutdown();
        assertThat(stored).isPositive();
        long bytes = 0;
        for (String file : files()) {
            bytes += Files.size(directory().resolve(file));
        }
        assertThat(bytes).isPositive();
        assertThat(bytes).isLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"..,s,v", "a/b,s,v", "a,..,v", "a,s/t,v", "a,s,../v", "'',s,v", "a,'',v"})
    void namesThatWouldLeaveTheDirectoryAreRefused(String tenant, String session, String view) {
        assertThatThrownBy(() -> new ObjectName(FIRST, tenant, session, view, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private RecordingDirectory open(long capacity, WhenFull whenFull) throws IOException {
        return RecordingDirectory.open(directory(), capacity, whenFull, false);
    }

    private Path directory() {
        return parent.resolve("recordings");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory())) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory().relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static ObjectName name(LocalDate day, String session, long index) {
        return new ObjectName(day, "acme", session, "v", index);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) length);
        return bytes;
    }
}
