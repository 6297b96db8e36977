package io.convergence.cli.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionTopicTest {
    private static final BrokerOptions.Target DEFAULTS =
            new BrokerOptions.Target("slo.definitions", Map.of("bootstrap.servers", "broker:9092"));

    @Test
    void everyCallEndsWithinTenSecondsUnlessTheUserSetsAnotherTimeout() {
        assertThat(DefinitionClients.adminProperties(DEFAULTS))
                .containsEntry("request.timeout.ms", 5_000)
                .containsEntry("default.api.timeout.ms", 10_000);
        assertThat(DefinitionClients.consumerProperties(DEFAULTS))
                .containsEntry("request.timeout.ms", 5_000)
                .containsEntry("default.api.timeout.ms", 10_000);
        assertThat(DefinitionClients.producerProperties(DEFAULTS))
                .containsEntry("request.timeout.ms", 5_000)
                .containsEntry("max.block.ms", 10_000)
                .containsEntry("delivery.timeout.ms", 10_000);

        BrokerOptions.Target patient = new BrokerOptions.Target(
                "slo.definitions", Map.of("bootstrap.servers", "broker:9092", "default.api.timeout.ms", "60000"));
        assertThat(DefinitionClients.adminProperties(patient)).containsEntry("default.api.timeout.ms", "60000");
    }
}
