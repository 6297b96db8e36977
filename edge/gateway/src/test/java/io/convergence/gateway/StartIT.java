package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests of the start of the gateway's process and of its refusal to start. */
class StartIT {
    @Test
    void allProblemsAreReportedTogetherAndTheExitCodeIsTwo() {
        try (GatewayProcess process = GatewayProcess.start(
                false, "--server.port", "x", "--rum.rate-per-minute", "-1", "--no.such", "1", "--kafka.acks", "1")) {
            assertThat(process.exitCode()).isEqualTo(2);
            assertThat(process.output())
                    .contains("The gateway does not start:")
                    .contains("  - server.port: 'x' is not a whole number")
                    .contains("  - rum.rate-per-minute: -1 lies outside 0..100000000")
                    .contains("  - no.such: no such option")
                    .contains("  - kafka.acks: cannot be given")
                    .contains("  - kafka.bootstrap.servers: a value is required")
                    .contains("  - CONVERGENCE_ID_SECRET: ")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aRegistryThatIsWrongIsRefusedWithItsLines() throws IOException {
        Path registry = Files.createTempFile(Path.of("target"), "apps", ".yaml");
        Files.writeString(
                registry, "apps:\n  - key: a\n    app: x\n  - key: a\n    tenant: t\n    app: x\n    any-host: true\n");
        try (GatewayProcess process = GatewayProcess.start(
                true, "--kafka.bootstrap.servers", "127.0.0.1:1", "--registry.file", registry.toString())) {
            assertThat(process.exitCode()).isEqualTo(2);
            assertThat(process.output())
                    .contains(registry + ": line 2: apps[0].tenant is missing: ")
                    .contains(
                            registry + ": line 2: apps[0].hosts must list at least one host, or any-host must be true")
                    .contains(registry + ": line 4: apps[1].key is also the key of the entry in line 2");
        }
    }

    @Test
    void aPortThatIsTakenIsAMisconfiguration() throws IOException {
        Path registry = Files.createTempFile(Path.of("target"), "apps", ".yaml");
        Files.writeString(registry, StartedGateway.APPS);
        try (StartedGateway first = StartedGateway.start(Broker.shared());
                GatewayProcess second = GatewayProcess.start(
                        true,
                        "--kafka.bootstrap.servers",
                        Broker.shared().address(),
                        "--registry.file",
                        registry.toString(),
                        "--server.port",
                        String.valueOf(first.gateway().port()))) {
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.output()).contains("cannot listen");
        }
    }
}
