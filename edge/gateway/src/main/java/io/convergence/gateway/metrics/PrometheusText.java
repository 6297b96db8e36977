package io.convergence.gateway.metrics;

/**
 * Writes samples in Prometheus' text exposition format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/).
 */
final class PrometheusText {
    private final StringBuilder text = new StringBuilder(4096);

    /** Begins the samples of a metric. */
    void family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** A whole number under labels that need no escapes. */
    void sample(String name, String labels, long value) {
        sample(name, labels, Long.toString(value));
    }

    /** A number under labels that need no escapes. */
    void sample(String name, String labels, double value) {
        sample(name, labels, Double.toString(value));
    }

    private void sample(String name, String labels, String value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
