package io.convergence.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpMetricsTest {
    @Test
    void everyMetricHasItsTypeBeforeItsFirstSampleAndOnceAfterIt() {
        HttpMetrics metrics = new HttpMetrics("service_", "endpoint");
        assertThat(metrics.text().lines())
                .contains("# TYPE service_requests_total counter", "# TYPE service_connections gauge")
                .doesNotHaveDuplicates();
        metrics.countAnswer("ingest", 202);
        assertThat(metrics.text().lines())
                .contains("service_requests_total{endpoint=\"ingest\",status=\"202\"} 1.0")
                .containsOnlyOnce("# TYPE service_requests_total counter");
    }
}
