package io.convergence.core.codec;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.NOW;
import static io.convergence.core.samples.Samples.confirmed;
import static io.convergence.core.samples.Samples.errorSignal;
import static io.convergence.core.samples.Samples.signal;
import static io.convergence.core.samples.Samples.vitalSignal;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.ErrorEvidence;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.VitalEvidence;
import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Tests that conf/asyncapi.yaml lists the fields and values of verdicts and signals. */
class AsyncApiTest {
    private static Object schemas;

    @BeforeAll
    static void read() throws IOException {
        schemas = at(yaml(Files.readString(Path.of("../../conf/asyncapi.yaml"))), "components", "schemas");
    }

    @Test
    void theFieldsOfAVerdictAreThoseOfTheDocument() {
        List<Object> fields = keys(yaml(VerdictCodec.encode(confirmed("checkout", NOON), NOW)));
        assertThat(keys(at(schemas, "Verdict", "properties"))).isEqualTo(fields);
        assertThat(at(schemas, "Verdict", "required")).isEqualTo(fields);
        assertThat(at(schemas, "VerdictLabel", "enum"))
                .isEqualTo(Arrays.stream(Verdict.values()).map(Verdict::label).toList());
        assertThat(at(schemas, "Verdict", "properties", "rum_data", "enum"))
                .isEqualTo(Arrays.stream(RumData.values()).map(RumData::label).toList());
    }

    @Test
    void theFieldsOfASignalAreThoseOfTheDocument() {
        Signal signal =
                signal(SignalKind.USER_IMPACT_CORRELATED, 0, SignalStatus.FIRING, SignalReason.THRESHOLD, "checkout");
        SignalCodec codec = new SignalCodec(Thresholds.DEFAULTS, SignalLinks.NONE);
        Object json = yaml(codec.encode(signal, NOW));
        assertThat(keys(at(schemas, "Signal", "properties"))).isEqualTo(keys(json));
        assertThat(at(schemas, "Signal", "required")).isEqualTo(keys(json));
        assertThat(keys(at(schemas, "ImpactEvidence", "properties"))).isEqualTo(keys(at(json, "evidence")));
        Signal budget = vitalSignal(
                SignalStatus.FIRING,
                SignalReason.THRESHOLD,
                "/cart",
                new VitalEvidence("lcp", "/cart", 900_000, 2500.0, 3100.0, 40, 12));
        Object vital = yaml(codec.encode(budget, NOW));
        assertThat(keys(vital)).isEqualTo(keys(json));
        assertThat(keys(at(schemas, "VitalEvidence", "properties"))).isEqualTo(keys(at(vital, "evidence")));
        Signal group = errorSignal(
                SignalStatus.FIRING, SignalReason.THRESHOLD, new ErrorEvidence("TypeError", "t", 5, 3, "2.0"));
        Object error = yaml(codec.encode(group, NOW));
        assertThat(keys(error)).isEqualTo(keys(json));
        assertThat(keys(at(schemas, "ErrorEvidence", "properties"))).isEqualTo(keys(at(error, "evidence")));
        assertThat(keys(at(schemas, "CloudEvent", "properties")))
                .containsExactlyInAnyOrderElementsOf(codec.headers(signal).keySet());
    }

    @Test
    void theReasonsAndKindsOfSignalsAreThoseOfTheDocument() {
        assertThat(at(schemas, "Signal", "properties", "reason", "enum"))
                .asInstanceOf(LIST)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SignalReason.values())
                        .map(SignalReason::label)
                        .toList());
        assertThat(at(schemas, "Signal", "properties", "kind", "enum"))
                .isEqualTo(Arrays.stream(SignalKind.values())
                        .map(SignalKind::label)
                        .toList());
        assertThat(at(schemas, "Signal", "properties", "name", "enum"))
                .isEqualTo(Arrays.stream(SignalKind.values())
                        .map(SignalKind::alertName)
                        .toList());
    }

    private static Object yaml(byte[] json) {
        return yaml(new String(json, StandardCharsets.UTF_8));
    }

    private static Object yaml(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static List<Object> keys(Object node) {
        return List.copyOf(((Map<?, ?>) node).keySet());
    }

    private static Object at(Object node, String... path) {
        Object found = node;
        for (String name : path) {
            found = requireNonNull(((Map<?, ?>) found).get(name), name);
        }
        return found;
    }
}
