package io.convergence.kit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.kit.wait.Waiting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmProcessTest {
    @TempDir
    private Path logs;

    /** Prints a variable of its environment and waits for its end. */
    static final class Sleeper {
        private Sleeper() {}

        /** Runs until the process is ended. */
        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("ready " + System.getenv("KIT_VARIABLE"));
            new CountDownLatch(1).await();
        }
    }

    @Test
    void aProcessIsKilledAndStartedAgainWithTheSameCommand() {
        try (JvmProcess process = JvmProcess.start("sleeper", command(), logs)) {
            awaitStarts(process, 1);
            process.kill();
            assertThat(process.isAlive()).isFalse();
            process.start();
            awaitStarts(process, 2);
            assertThat(process.outputTail()).isEqualTo("ready yes\nready yes");
        }
    }

    @Test
    void aProcessThatIsAskedToEndHasTheExitCodeOfTheSignal() {
        try (JvmProcess process = JvmProcess.start("sleeper", command(), logs)) {
            awaitStarts(process, 1);
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void aPausedProcessIsAliveAndCanBeClosed() throws InterruptedException {
        JvmProcess process = JvmProcess.start("sleeper", command(), logs);
        awaitStarts(process, 1);
        process.pause();
        assertThat(process.isAlive()).isTrue();
        long id = process.id();
        process.close();
        Waiting.until(
                "the process has ended",
                () -> ProcessHandle.of(id)
                        .map(ProcessHandle::isAlive)
                        .orElse(false)
                        .equals(false));
    }

    @Test
    void theOutputOfAProcessHasNothingOfAnEarlierOneOfTheSameName() {
        try (JvmProcess earlier = JvmProcess.start("sleeper", command(), logs)) {
            awaitStarts(earlier, 1);
        }
        try (JvmProcess later = JvmProcess.start("sleeper", command("no"), logs)) {
            awaitStarts(later, 1);
            assertThat(later.output()).isEqualTo("ready no\n");
        }
    }

    @Test
    void aProgramThatIsMissingIsNamedWithItsPackage() {
        assertThatThrownBy(() -> Executable.find("no-such-program", "some-package"))
                .hasMessage("no no-such-program on the PATH; install the package some-package");
        assertThat(Executable.find("sh", "dash")).isAbsolute();
    }

    private static void awaitStarts(JvmProcess process, int starts) {
        Waiting.until(
                "the program has started " + starts + " times",
                () -> process.output().lines().count() == starts);
    }

    private static JvmCommand command() {
        return command("yes");
    }

    private static JvmCommand command(String variable) {
        return new JvmCommand(Sleeper.class.getName(), JvmCommand.ownClasspath(), List.of("-Xmx32m"), List.of())
                .withEnvironment(Map.of("KIT_VARIABLE", variable), Set.of());
    }
}
