package io.convergence.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.gateway.filter.FilterRules;
import io.convergence.gateway.settings.RecordingSettings;
import io.convergence.recordings.ObjectName;
import io.convergence.recordings.RecordingDirectory.WhenFull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreOnDemandTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 15);

    @TempDir
    Path parent;

    @Test
    void aDirectoryThatIsNotNeededIsNotCreated() throws IOException {
        assertThat(store(false).deleteExpired(TODAY)).isZero();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void daysOfMoreThanTheRetentionAreDeletedAlsoOfAnEarlierProcess() throws IOException {
        StoreOnDemand earlier = store(false);
        for (int age = 12; age <= 16; age++) {
            earlier.open().put(name(TODAY.minusDays(age)), new byte[1]);
        }
        StoreOnDemand store = store(false);
        assertThat(store.deleteExpired(TODAY)).isEqualTo(2);
        assertThat(store.open().get(name(TODAY.minusDays(15)))).isNull();
        assertThat(store.open().get(name(TODAY.minusDays(14)))).hasSize(1);
        assertThat(store.deleteExpired(TODAY)).isZero();
    }

    @Test
    void aStoreIsClearedOnceWhenItIsOpened() throws IOException {
        store(false).open().put(name(TODAY), new byte[1]);
        StoreOnDemand store = store(true);
        assertThat(store.open().get(name(TODAY))).isNull();
        store.open().put(name(TODAY), new byte[2]);
        assertThat(store.open().get(name(TODAY))).hasSize(2);
    }

    private StoreOnDemand store(boolean clears) {
        return new StoreOnDemand(new RecordingSettings(
                Set.of(),
                null,
                directory(),
                1 << 20,
                WhenFull.REFUSE,
                clears,
                true,
                false,
                FilterRules.NONE,
                Duration.ofDays(14)));
    }

    private Path directory() {
        assertThat(Files.isDirectory(parent)).isTrue();
        return parent.resolve("recordings");
    }

    private static ObjectName name(LocalDate day) {
        return new ObjectName(day, "acme", "s", "v", 0);
    }
}
