package io.convergence.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {
    @Test
    void namesAndValuesAreDecoded() {
        assertThat(QueryString.parse("page=%2Fa+b&host=b%C3%BCcher.example&flag"))
                .isEqualTo(Map.of("page", "/a b", "host", "bücher.example", "flag", ""));
        assertThat(QueryString.parse(null)).isEmpty();
        assertThat(QueryString.decode("a+b", false)).isEqualTo("a+b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=%", "a=%z1", "a=%1", "a=%ff", "a=%ed%a0%80", "a=%00", "a=%0d%0a", "=a", "&", "a=1&a=2", "a=ü"
            })
    void whatIsNoUtf8OrAmbiguousIsRefused(String query) {
        assertThatThrownBy(() -> QueryString.parse(query)).isInstanceOf(ApiProblem.class);
    }
}
