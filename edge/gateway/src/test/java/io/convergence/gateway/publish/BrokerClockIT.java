package io.convergence.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.gateway.Broker;
import io.convergence.gateway.StartedGateway;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.gateway.settings.PublishSettings;
import io.convergence.kit.wait.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The difference between the clocks of a gateway and a real broker. */
class BrokerClockIT {
    private static final String METRIC = "convergence_gateway_clock_ahead_seconds ";

    private final PublishSettings settings = GatewaySettings.from(
                    StartedGateway.options(Broker.shared(), Path.of("unused")), StartedGateway.ENVIRONMENT)
            .publish();

    @Test
    void aGatewayThatIsAheadOfItsBrokerMeasuresByHowMuch() {
        assertThat(aheadSeconds(5_000)).isBetween(2.0, 5.0);
        assertThat(aheadSeconds(-5_000)).isLessThan(-4.9);
    }

    @Test
    void aRunningGatewayIsNotAhead() {
        try (StartedGateway gateway = StartedGateway.ready(Broker.shared())) {
            Waiting.until(
                    "the clocks are compared",
                    () -> gateway.manage("/metrics").body().contains("\n" + METRIC));
            assertThat(gateway.metric(METRIC.trim())).isBetween(-10.0, 0.0);
        }
    }

    private double aheadSeconds(long aheadMillis) {
        Publisher publisher = Publisher.open(settings);
        GatewayMetrics metrics = new GatewayMetrics(publisher::isReady, publisher::bufferedBytes);
        BrokerClock clock = new BrokerClock(publisher, metrics, settings.rejects());
        try {
            assertThat(metrics.http().text()).doesNotContain("\n" + METRIC);
            Waiting.until("the topic is known", () -> publisher.partitions(settings.rejects()) > 0);
            clock.compare(System.currentTimeMillis() + aheadMillis);
            Waiting.until(
                    "the broker has acknowledged", () -> metrics.http().text().contains("\n" + METRIC));
            return metrics.http()
                    .text()
                    .lines()
                    .filter(line -> line.startsWith(METRIC))
                    .mapToDouble(line -> Double.parseDouble(line.substring(METRIC.length())))
                    .sum();
        } finally {
            publisher.close(Duration.ZERO);
        }
    }
}
