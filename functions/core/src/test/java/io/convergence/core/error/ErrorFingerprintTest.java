package io.convergence.core.error;

import io.convergence.core.samples.VectorEvents;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class ErrorFingerprintTest {
    @Test
    void errorsAreGrouped() {
        SoftAssertions all = new SoftAssertions();
        for (Map<String, Object> one : VectorEvents.cases("error-groups.json", "cases")) {
            ErrorFingerprint fingerprint = ErrorFingerprint.of(
                    VectorEvents.text(one, "error_type"),
                    VectorEvents.text(one, "message"),
                    VectorEvents.text(one, "stack"));
            all.assertThat(fingerprint.template()).isEqualTo(one.get("template"));
            all.assertThat(fingerprint.top()).isEqualTo(one.get("top"));
            all.assertThat(fingerprint.hash()).isEqualTo(one.get("fingerprint"));
        }
        all.assertAll();
    }
}
