package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Expected counters of a gateway since its start. After every answer all counters of beacons, results, refusals,
 * answers and faults are compared with the expected ones, so that both a missing and an unexpected increment is found.
 * At the end the reject reports on Kafka are compared with the counted refusals.
 */
final class Ledger implements AutoCloseable {
    private static final Pattern SAMPLE =
            Pattern.compile("convergence_gateway_(\\w+)_total(?:\\{([^}]*)})? ([0-9.E+]+)");
    private static final String COUNTED = "accepted|duplicates|rejected|requests|faults";
    private static final String REJECTED = "rejected ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StartedGateway gateway;
    private final String plane;
    private final String rejects;
    private final Map<TopicPartition, Long> from;
    private final Map<String, Long> expected = new TreeMap<>();

    private Ledger(StartedGateway gateway, String plane, String rejects) {
        this.gateway = gateway;
        this.plane = plane;
        this.rejects = rejects;
        this.from = Broker.shared().ends(rejects);
    }

    /** Creates the expectation of a gateway without any request so far; answers are expected of one plane. */
    static Ledger of(StartedGateway gateway, String plane) {
        Ledger ledger = new Ledger(gateway, plane, "ingest.rejects");
        ledger.assertExact();
        return ledger;
    }

    /** Creates the expectation of a second gateway, whose reject reports go to {@link Broker#OTHER_REJECTS}. */
    static Ledger ofOther(StartedGateway gateway, String plane) {
        Ledger ledger = new Ledger(gateway, plane, Broker.OTHER_REJECTS);
        ledger.assertExact();
        return ledger;
    }

    /** Expects that an answer accepted one beacon or result of a tenant. */
    HttpResponse<String> accepted(String tenant, HttpResponse<String> answer) {
        return accepted(tenant, 1, answer);
    }

    /** Expects that an answer accepted a number of results of a tenant. */
    HttpResponse<String> accepted(String tenant, int count, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        accepted(tenant, count);
        return answer;
    }

    /** Expects that one answer accepted a number of records of a tenant. */
    void accepted(String tenant, int count) {
        add(accepted(tenant), count);
        uncounted(202);
    }

    /** Expects a number of answers, each of which accepted a beacon, without comparing the counters yet. */
    void expectAccepted(String tenant, int answers) {
        add(accepted(tenant), answers);
        add(answered(202), answers);
    }

    /** Expects a number of answers to duplicates, without comparing the counters yet. */
    void expectRepeated(String tenant, int answers) {
        add(repeated(tenant), answers);
        add(answered(202), answers);
    }

    /** Expects that an answer is about a duplicate. */
    HttpResponse<String> duplicate(String tenant, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        add(repeated(tenant), 1);
        uncounted(202);
        return answer;
    }

    /** Expects that an answer is a refusal, counted for a tenant under a reason. */
    HttpResponse<String> refused(String tenant, String reason, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        refused(tenant, reason, status);
        return answer;
    }

    /** Expects a refusal, counted for a tenant under a reason. */
    void refused(String tenant, String reason, int status) {
        add(rejected(tenant, plane, reason), 1);
        uncounted(status);
    }

    /** Expects an answer that is counted by its status only. */
    HttpResponse<String> uncounted(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        uncounted(status);
        return answer;
    }

    /** Expects an answer that is counted by its status only. */
    void uncounted(int status) {
        add(answered(status), 1);
        assertExact();
    }

    /** Asserts that the counters equal the expected ones. */
    void assertExact() {
        assertThat(counted()).isEqualTo(expected);
    }

    /** Stops the gateway, which sends its last reject reports, and compares the sums of all reports. */
    @Override
    public void close() {
        assertExact();
        gateway.close();
        Map<String, Long> refusals = new TreeMap<>(expected);
        refusals.keySet().removeIf(name -> !name.startsWith(REJECTED));
        assertThat(reported()).isEqualTo(refusals);
    }

    private String accepted(String tenant) {
        return "accepted plane=\"" + plane + "\",tenant=\"" + tenant + "\"";
    }

    private String repeated(String tenant) {
        return "duplicates plane=\"" + plane + "\",tenant=\"" + tenant + "\"";
    }

    private static String rejected(String tenant, String plane, String reason) {
        return REJECTED + "plane=\"" + plane + "\",reason=\"" + reason + "\",tenant=\"" + tenant + "\"";
    }

    private String answered(int status) {
        return "requests plane=\"" + plane + "\",status=\"" + status + "\"";
    }

    /** Expects an increment of a counter. */
    void add(String name, long count) {
        expected.merge(name, count, Long::sum);
    }

    private Map<String, Long> counted() {
        Map<String, Long> counts = new TreeMap<>();
        gateway.manage("/metrics").body().lines().map(SAMPLE::matcher).forEach(sample -> add(counts, sample));
        return counts;
    }

    private static void add(Map<String, Long> counts, Matcher sample) {
        if (sample.matches() && sample.group(1).matches(COUNTED)) {
            long count = (long) Double.parseDouble(sample.group(3));
            String labels = sample.group(2);
            if (count != 0) {
                counts.put(sample.group(1) + (labels == null ? "" : " " + labels), count);
            }
        }
    }

    /** Sums of the reject reports on Kafka, named like the counters. */
    private Map<String, Long> reported() {
        Map<String, Long> sums = new TreeMap<>();
        for (ConsumerRecord<String, String> record : Broker.shared().since(from, rejects)) {
            if (record.key() == null) {
                continue;
            }
            JsonNode report = parsed(record.value());
            String name = rejected(
                    report.path("tenant").asText(),
                    report.path("plane").asText(),
                    report.path("reason").asText());
            assertThat(record.key()).isEqualTo(report.path("tenant").asText());
            sums.merge(name, report.path("count").asLong(), Long::sum);
        }
        return sums;
    }

    private static JsonNode parsed(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
