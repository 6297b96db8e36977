package io.convergence.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentJsonTest {
    @Test
    void fieldsMayComeInAnyOrder() throws RefusedSegmentException {
        SegmentUpload upload = read("{\"events\":[{\"a\":[1,{\"b\":2}]}],\"index\":7,\"consent\":true,"
                + "\"view_id\":\"v\",\"session_id\":\"s\"}");
        assertThat(upload.form().text("session_id")).isEqualTo("s");
        assertThat(upload.form().text("view_id")).isEqualTo("v");
        assertThat(upload.form().index()).isEqualTo(7);
        assertThat(upload.consent()).isTrue();
        assertThat(upload.array()).isEqualTo("events");
    }

    @Test
    void viewIndexAndConsentMayBeAbsent() throws RefusedSegmentException {
        SegmentUpload upload = read("{\"session_id\":\"s\",\"events\":[]}");
        assertThat(upload.form().index()).isZero();
        assertThat(upload.consent()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[]",
                "null",
                "{}",
                "{\"session_id\":\"s\"}",
                "{\"session_id\":\"s\",\"events\":{}}",
                "{\"session_id\":7,\"events\":[]}",
                "{\"session_id\":\"s\",\"index\":\"0\",\"events\":[]}",
                "{\"session_id\":\"s\",\"index\":0.5,\"events\":[]}",
                "{\"session_id\":\"s\",\"consent\":\"true\",\"events\":[]}",
                "{\"session_id\":\"s\",\"email\":\"a@b.c\",\"events\":[]}",
                "{\"session_id\":\"s\",\"events\":[],\"events\":[]}",
                "{\"session_id\":\"s\",\"events\":[]",
                "{\"session_id\":\"s\",\"events\":[]}x",
                "{\"session_id\":\"s\",\"events\":[{]}"
            })
    void otherBodiesAreMalformed(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        RefusedSegmentException.class,
                        refusal -> assertThat(refusal.isTooLarge()).isFalse());
    }

    private static SegmentUpload read(String body) throws RefusedSegmentException {
        return SegmentJson.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
