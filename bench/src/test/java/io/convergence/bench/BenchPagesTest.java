package io.convergence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.privacy.PageRedaction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BenchPagesTest {
    @Test
    void theJobKeepsEachNameAsItIs() {
        List<String> names =
                IntStream.range(0, 10_000).mapToObj(BenchPages::name).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(PageRedaction.redact(name)).isEqualTo(name));
    }
}
