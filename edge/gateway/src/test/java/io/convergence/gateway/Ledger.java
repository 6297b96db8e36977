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
 * What a gateway has to have counted since its start, to the last one: after every answer all of its counters of beacons,
 * results, refusals, answers and faults are compared, so that one that moved without reason shows as well as one that did
 * not. At its end the refusals that were told on Kafka are compared with those that were counted.
 */
final class Ledger implements AutoCloseable {
    private static final Pattern SAMPLE =
            Pattern.compile("convergence_gateway_(\\w+)_total(?:\\{([^}]*)})? ([0-9.E+]+)");
    private static final String COUNTED = "accepted|duplicates|rejected|responses|faults";
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

    /** Of a gateway that has served nobody yet; what is said of answers is about this plane. */
    static Ledger of(StartedGateway gateway, String plane) {
        Ledger ledger = new Ledger(gateway, plane, "ingest.rejects");
        ledger.assertExact();
        return ledger;
    }

    /** Of a gateway with options of its own that runs beside another and tells its refusals on a topic of its own. */
    static Ledger ofOther(StartedGateway gateway, String plane) {
        Ledger ledger = new Ledger(gateway, plane, Broker.OTHER_REJECTS);
        ledger.assertExact();
        return ledger;
    }

    /** An answer that took a beacon or one result of a tenant. */
    HttpResponse<String> accepted(String tenant, HttpResponse<String> answer) {
        return accepted(tenant, 1, answer);
    }

    /** An answer that took so many results of a tenant. */
    HttpResponse<String> accepted(String tenant, int count, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        accepted(tenant, count);
        return answer;
    }

    /** So many that were taken of a tenant by one answer. */
    void accepted(String tenant, int count) {
        add(accepted(tenant), count);
        uncounted(202);
    }

    /** So many answers, each of which took a beacon; compared with what follows. */
    void expectAccepted(String tenant, int answers) {
        add(accepted(tenant), answers);
        add(answered(202), answers);
    }

    /** So many answers, each to a beacon that was published before; compared with what follows. */
    void expectRepeated(String tenant, int answers) {
        add(repeated(tenant), answers);
        add(answered(202), answers);
    }

    /** An answer to a beacon that was published before. */
    HttpResponse<String> duplicate(String tenant, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        add(repeated(tenant), 1);
        uncounted(202);
        return answer;
    }

    /** An answer that refuses, counted for a tenant under a reason. */
    HttpResponse<String> refused(String tenant, String reason, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        refused(tenant, reason, status);
        return answer;
    }

    /** A refusal, counted for a tenant under a reason. */
    void refused(String tenant, String reason, int status) {
        add(rejected(tenant, plane, reason), 1);
        uncounted(status);
    }

    /** An answer that is counted by its status alone. */
    HttpResponse<String> uncounted(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        uncounted(status);
        return answer;
    }

    /** An answer that is counted by its status alone. */
    void uncounted(int status) {
        add(answered(status), 1);
        assertExact();
    }

    /** The counters are what was said so far and nothing else. */
    void assertExact() {
        assertThat(counted()).isEqualTo(expected);
    }

    /** Ends the gateway, which tells its last refusals, and compares what it told in all. */
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
        return "responses plane=\"" + plane + "\",status=\"" + status + "\"";
    }

    private void add(String name, long count) {
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

    /** The sums of what was told on Kafka, named as the counters are. */
    private Map<String, Long> reported() {
        Map<String, Long> sums = new TreeMap<>();
        for (ConsumerRecord<String, String> record : Broker.shared().since(from, rejects)) {
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
