package io.convergence.cli.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.openslo.Document;
import io.convergence.core.slo.openslo.OpenSlo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionChangesTest {
    private static final List<String> IN_ORDER_OF_PUBLICATION = List.of(
            "a/Service/x",
            "a/DataSource/x",
            "a/SLI/x",
            "a/AlertNotificationTarget/x",
            "a/AlertCondition/x",
            "a/AlertPolicy/x",
            "a/SLO/x");

    @Test
    void documentsArePublishedAfterThoseTheyReferToAndDeletedBeforeThem() {
        OpenSlo files = new OpenSlo(
                List.of(
                        document("SLO"),
                        document("AlertPolicy"),
                        document("AlertCondition"),
                        document("AlertNotificationTarget"),
                        document("SLI"),
                        document("DataSource"),
                        document("Service")),
                List.of(),
                List.of());

        DefinitionChanges changes = DefinitionChanges.between(files, Map.of());

        assertThat(changes.wanted().keySet()).containsExactlyElementsOf(IN_ORDER_OF_PUBLICATION);
        assertThat(changes.created()).isEqualTo(IN_ORDER_OF_PUBLICATION);
        assertThat(DefinitionChanges.inOrderOfDeletion(IN_ORDER_OF_PUBLICATION))
                .containsExactly(
                        "a/SLO/x",
                        "a/AlertPolicy/x",
                        "a/AlertCondition/x",
                        "a/AlertNotificationTarget/x",
                        "a/SLI/x",
                        "a/DataSource/x",
                        "a/Service/x");
    }

    @Test
    void onlyDocumentsOfTheFilesTenantsAreRemoved() {
        Map<String, String> stored = Map.of(
                "a/SLO/x", "{}",
                "a/SLI/old", "{}",
                "a/SLO/old", "{}",
                "b/SLO/old", "{}",
                "a/Unknown/old", "{}",
                "/SLO/old", "{}",
                "a", "{}");
        DefinitionChanges changes =
                DefinitionChanges.between(new OpenSlo(List.of(document("SLO")), List.of(), List.of()), stored);

        assertThat(changes.removed()).containsExactly("a/SLO/old", "a/SLI/old");
        assertThat(changes.created()).isEmpty();
        assertThat(changes.changed()).isEmpty();
    }

    private static Document document(String kind) {
        return new Document("a", kind, "x", "{}");
    }
}
