package io.convergence.launcher.deploy;

import static io.convergence.launcher.harness.Project.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.process.CommandResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Validation of {@code docker/compose.yaml} by Docker Compose itself, which needs no engine. */
class ComposeIT {
    private static final Path COMPOSE = Path.of("/usr/bin/docker-compose");

    @Test
    void composeAcceptsTheFile() throws InterruptedException {
        CommandResult answer = config(ComposeFile.ENVIRONMENT);
        assertThat(answer.exitCode()).as(answer.output()).isZero();
        new ComposeFile()
                .services()
                .fieldNames()
                .forEachRemaining(name -> assertThat(answer.output()).contains("\n  " + name + ":\n"));
    }

    @Test
    void aMissingVariableIsNamed() throws InterruptedException {
        for (String variable : ComposeFile.ENVIRONMENT.keySet()) {
            Map<String, String> environment = new HashMap<>(ComposeFile.ENVIRONMENT);
            environment.remove(variable);
            CommandResult answer = config(environment);
            assertThat(answer.exitCode()).as(variable).isNotZero();
            assertThat(answer.output()).contains(variable);
        }
    }

    private static CommandResult config(Map<String, String> environment) throws InterruptedException {
        assertThat(COMPOSE).as("install the package docker-compose").isExecutable();
        ProcessBuilder builder =
                new ProcessBuilder(COMPOSE.toString(), "--file", ComposeFile.PATH, "config").directory(ROOT.toFile());
        ComposeFile.ENVIRONMENT.keySet().forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        return CommandResult.of(builder);
    }
}
