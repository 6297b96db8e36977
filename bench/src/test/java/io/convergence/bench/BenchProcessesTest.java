package io.convergence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.process.JvmProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchProcessesTest {
    @TempDir
    private Path logs;

    @Test
    void aProcessWithTheNameOfAnotherOneIsAskedForItsOwnLines() {
        try (JvmProcess first = started("a");
                JvmProcess second = started("b")) {
            assertThat(BenchProcesses.awaited(first, "address: ")).isEqualTo("a");
            assertThat(BenchProcesses.awaited(second, "address: ")).isEqualTo("b");
        }
    }

    private JvmProcess started(String address) {
        return BenchProcesses.start("broker", Announcer.class, List.of("-Xmx16m"), List.of(address), logs);
    }

    /** A program that prints an address and waits for its end. */
    public static final class Announcer {
        private Announcer() {}

        /** Prints the first argument as its address. */
        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("address: " + arguments[0]);
            Thread.currentThread().join();
        }
    }
}
