package io.convergence.launcher.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.convergence.cli.command.UsageException;
import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import io.convergence.core.yaml.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalObjectivesTest {
    private static final Problem WARNING = new Problem(false, "a.yaml", 2, 14, "spec.service", "no such service");
    private static final Problem ERROR = new Problem(true, "a.yaml", 0, 1, "", "not a document");

    @Test
    void documentsAndWarningsAreTaken() throws UsageException {
        LocalObjectives definitions = LocalObjectives.of(answer(List.of(WARNING)));

        assertThat(definitions.documents()).hasSize(1);
        assertThat(definitions.warnings()).containsExactly("a.yaml:14, document 2, spec.service: no such service");
        assertThat(LocalObjectives.NONE.isEmpty()).isTrue();
    }

    @Test
    void errorsRefuseAllAndAreListed() {
        UsageException refusal =
                catchThrowableOfType(UsageException.class, () -> LocalObjectives.of(answer(List.of(WARNING, ERROR))));
        assertThat(refusal).hasMessage("--slo: the files have errors");
        assertThat(refusal.details()).containsExactly("a.yaml:1: not a document");
    }

    @Test
    void filesThatDefineNothingAreRefused() {
        UsageException refusal = catchThrowableOfType(
                UsageException.class, () -> LocalObjectives.of(new OpenSlo(List.of(), List.of(), List.of())));
        assertThat(refusal).hasMessage("--slo: the files define nothing");
    }

    private static OpenSlo answer(List<Problem> problems) {
        return new OpenSlo(List.of(new Document("acme", "SLO", "a", "{}")), List.of(), problems);
    }
}
