package io.convergence.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.error.ErrorFingerprint;
import io.convergence.core.error.ErrorStack;
import io.convergence.flink.stacks.StackLookup;
import io.convergence.jobs.settings.StackSettings;
import io.convergence.jobs.stacks.StoredArchives;
import io.convergence.jobs.stacks.StoredLookup;
import io.convergence.kit.wait.Waiting;
import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.SymbolPlatform;
import org.junit.jupiter.api.Test;

/** The resolver of the job while its database is away, and after. */
class StoredLookupIT {
    private static final StackSettings SETTINGS = new StackSettings(2_000, 16 << 20);

    @Test
    void aDatabaseThatIsAwayIsAnErrorUntilItIsBack() throws Exception {
        Store store = Store.create();
        StoredArchives.put(
                store.settings(),
                SymbolPlatform.WEB,
                new ArchiveName("shop", "", "1"),
                "a.js.map",
                StoredArchives.map("src/a.js"));
        try (StackLookup lookup =
                StoredLookup.factory(store.settings(), SETTINGS).open()) {
            assertThat(lookup.known(stack("1"))).isNull();
            assertThat(lookup.resolve(stack("1")).status()).isEqualTo("success");
            assertThat(lookup.known(stack("1"))).isEqualTo(lookup.resolve(stack("1")));
            assertThat(lookup.frames())
                    .as("frames are counted once, when the file is read")
                    .filteredOn(frames -> frames.resolved().getAsLong() == 1)
                    .singleElement()
                    .satisfies(frames -> {
                        assertThat(frames.platform()).isEqualTo("web");
                        assertThat(frames.unresolved().getAsLong()).isZero();
                    });
            store.close();
            // What is in memory needs no database.
            assertThat(lookup.resolve(stack("1")).status()).isEqualTo("success");
            assertThat(lookup.resolve(stack("2")).status()).isEqualTo("error");
            assertThat(lookup.resolve(stack("3")).status()).isEqualTo("error");
            assertThat(lookup.known(stack("2"))).isNull();
            store.open();
            Waiting.until(
                    "the database to be asked again",
                    () -> lookup.resolve(stack("2")).status().equals("no_zip"));
        }
    }

    @Test
    void tasksShareOneResolver() {
        Store store = Store.create();
        StackLookup.Factory factory = StoredLookup.factory(store.settings(), SETTINGS);
        StackLookup one = factory.open();
        StackLookup two = factory.open();
        assertThat(two).isSameAs(one);
        one.close();
        assertThat(factory.open()).isSameAs(two);
        two.close();
        two.close();
        StackLookup next = factory.open();
        assertThat(next).isNotSameAs(two);
        next.close();
    }

    private static ErrorStack stack(String version) {
        String text = "Error: a\n    at f (https://shop.example/a.js:1:1)";
        return new ErrorStack("acme", "shop", "shop", "", version, "", ErrorFingerprint.of("Error", "a", text), text);
    }
}
