package io.convergence.core.slo.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Random edits of documents that refer to each other, compared with a model that decides about one version at a time. */
class DefinitionLogPropertyTest {
    private static final long NOON = 1_780_660_800_000L;

    /** Keys in dependency order. */
    private static final List<String> KEYS =
            List.of("SLI/s", "SLI/t", "AlertCondition/c", "AlertPolicy/p", "SLO/a", "SLO/b");

    /**
     * One version of a document.
     *
     * @param key key without the tenant
     * @param isDeleted whether it is a tombstone
     * @param isValid whether the document itself has no error
     * @param isHigh the higher of two values: page, threshold (50 instead of 5) or target (0.99 instead of 0.9)
     * @param refersToOther for an SLO: to the indicator t instead of s; for a policy: to a condition that does not exist
     * @param hasPolicy for an SLO: whether it refers to the policy
     */
    record Version(
            String key, boolean isDeleted, boolean isValid, boolean isHigh, boolean refersToOther, boolean hasPolicy) {

        @Nullable
        String document() {
            String name = key.substring(key.indexOf('/') + 1);
            if (isDeleted) {
                return null;
            }
            String document = switch (key.substring(0, key.indexOf('/'))) {
                case "SLI" -> TopicDocuments.sli(name, isHigh ? "/high" : "/low");
                case "AlertCondition" -> TopicDocuments.condition(name, isHigh ? "50" : "5");
                case "AlertPolicy" -> TopicDocuments.policy(name, refersToOther ? "missing" : "c");
                default ->
                    TopicDocuments.slo(
                            name, isHigh ? "0.99" : "0.9", refersToOther ? "t" : "s", hasPolicy ? "p" : null);
            };
            return isValid ? document : document + "unknown: field\n";
        }
    }

    /**
     * One step.
     *
     * @param restart 0: none; 1: the log is recreated from its records; 2: the job is down while this version and those of
     *     the next steps with 2 are written; 3: as 2, and tombstones are compacted away
     */
    record Step(Version version, int restart) {}

    /** The rule itself: a version comes into force when all documents in force stay valid. */
    private static final class Model {
        private final Map<String, Version> newest = new HashMap<>();
        private final Map<String, Version> inForce = new HashMap<>();

        void put(Version version) {
            newest.put(version.key(), version);
        }

        void settle() {
            Map<String, Version> all = new HashMap<>(newest);
            all.values().removeIf(Version::isDeleted);
            if (isConsistent(all)) {
                inForce.clear();
                inForce.putAll(all);
                return;
            }
            boolean isChanged = true;
            while (isChanged) {
                isChanged = false;
                for (String key : KEYS) {
                    Version version = newest.get(key);
                    Map<String, Version> candidate = new HashMap<>(inForce);
                    if (version != null && version.isDeleted()) {
                        candidate.remove(key);
                    } else if (version != null) {
                        candidate.put(key, version);
                    }
                    if (!candidate.equals(inForce) && isConsistent(candidate)) {
                        inForce.clear();
                        inForce.putAll(candidate);
                        isChanged = true;
                    }
                }
            }
        }

        Map<String, String> objectives() {
            Map<String, String> objectives = new TreeMap<>();
            inForce.forEach((key, slo) -> {
                if (key.startsWith("SLO/")) {
                    Version sli = inForce.get(slo.refersToOther() ? "SLI/t" : "SLI/s");
                    Version condition = slo.hasPolicy() ? inForce.get("AlertCondition/c") : null;
                    objectives.put(
                            key.substring(4),
                            (slo.isHigh() ? "990000" : "900000")
                                    + (Objects.requireNonNull(sli).isHigh() ? " /high" : " /low")
                                    + (condition == null ? "" : condition.isHigh() ? " 50" : " 5"));
                }
            });
            return objectives;
        }

        private static boolean isConsistent(Map<String, Version> documents) {
            return documents.values().stream().allMatch(version -> {
                if (version.key().startsWith("AlertPolicy/")) {
                    return version.isValid() && !version.refersToOther() && documents.containsKey("AlertCondition/c");
                }
                if (version.key().startsWith("SLO/")) {
                    Version condition = documents.get("AlertCondition/c");
                    boolean canAlert = documents.containsKey("AlertPolicy/p")
                            && condition != null
                            && (version.isHigh() || !condition.isHigh());
                    return version.isValid()
                            && documents.containsKey(version.refersToOther() ? "SLI/t" : "SLI/s")
                            && (!version.hasPolicy() || canAlert);
                }
                return version.isValid();
            });
        }
    }

    @Property(tries = 100)
    void theLastValidVersionsAreInForceAndOnlyAnSlosOwnTombstoneRemovesIt(
            @ForAll("steps") @Size(min = 1, max = 40) List<Step> steps) {
        Model model = new Model();
        DefinitionLog log = new DefinitionLog(List.of());
        Map<String, DefinitionRecord> topic = new TreeMap<>();
        Map<String, SloDefinition> updated = new TreeMap<>();
        boolean isDown = false;
        for (int offset = 0; offset < steps.size(); offset++) {
            Step step = steps.get(offset);
            Version version = step.version();
            DefinitionRecord record = TopicDocuments.record(version.key(), offset, NOON, version.document());
            topic.put(record.key(), record);
            Set<String> before = model.objectives().keySet();
            model.put(version);
            boolean isWrittenWhileDown = step.restart() >= 2 && offset + 1 < steps.size();
            if (isWrittenWhileDown) {
                isDown = true;
                continue;
            }
            model.settle();
            if (isDown) {
                isDown = false;
                log = resume(log, topic, offset, step.restart() == 3, updated);
            } else {
                apply(log.apply(record).updates(), updated);
                assertThat(log.problems(record).isEmpty())
                        .as("reported unless it is in force")
                        .isEqualTo(isSettled(model, version));
                assertThat(model.objectives().keySet())
                        .containsAll(before.stream()
                                .filter(name ->
                                        !(version.isDeleted() && version.key().equals("SLO/" + name)))
                                .collect(Collectors.toSet()));
            }
            if (step.restart() == 1) {
                log = new DefinitionLog(log.records());
            }
            assertThat(described(log.definitions())).isEqualTo(model.objectives());
            assertThat(updated.values()).containsExactlyInAnyOrderElementsOf(log.definitions());
            assertThat(new DefinitionLog(log.records()).records()).isEqualTo(log.records());
        }
    }

    /** Starts a job from state, as of an offset, with what is in the topic. */
    private static DefinitionLog resume(
            DefinitionLog before,
            Map<String, DefinitionRecord> topic,
            long offset,
            boolean isCompacted,
            Map<String, SloDefinition> updated) {
        List<DefinitionRecord> records = topic.values().stream()
                .filter(record -> !isCompacted || record.document() != null)
                .sorted((a, b) -> Long.compare(a.offset(), b.offset()))
                .toList();
        DefinitionLog log = DefinitionLog.resume(before.records(), new InitialDefinitions(offset, records));
        updated.clear();
        log.definitions().forEach(definition -> updated.put(definition.name(), definition));
        return log;
    }

    private static boolean isSettled(Model model, Version version) {
        Version inForce = model.inForce.get(version.key());
        return version.isDeleted() ? inForce == null : version.equals(inForce);
    }

    private static void apply(List<SloUpdate> updates, Map<String, SloDefinition> updated) {
        for (SloUpdate update : updates) {
            if (update.definition() == null) {
                updated.remove(update.name());
            } else {
                updated.put(update.name(), update.definition());
            }
        }
    }

    private static Map<String, String> described(List<SloDefinition> definitions) {
        Map<String, String> described = new TreeMap<>();
        for (SloDefinition definition : definitions) {
            boolean isOwnPolicy =
                    definition.tiers().stream().anyMatch(tier -> tier.name().equals("p/c"));
            described.put(
                    definition.name(),
                    definition.targetPpm() + " "
                            + definition.sli().where().get(0).values().get(0)
                            + (isOwnPolicy ? " " + definition.tiers().get(0).factorNumerator() : ""));
        }
        return described;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Boolean> seldom = Arbitraries.frequency(Tuple.of(1, true), Tuple.of(4, false));
        Arbitrary<Version> versions = Combinators.combine(
                        Arbitraries.of(KEYS),
                        seldom,
                        seldom.map(isWrong -> !isWrong),
                        Arbitraries.of(true, false),
                        seldom,
                        Arbitraries.of(true, false))
                .as(Version::new);
        Arbitrary<Integer> restarts =
                Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(2, 1), Tuple.of(2, 2), Tuple.of(1, 3));
        Arbitrary<Step> steps = Combinators.combine(versions, restarts).as(Step::new);
        return steps.list().ofMaxSize(40).map(ArrayList::new);
    }
}
