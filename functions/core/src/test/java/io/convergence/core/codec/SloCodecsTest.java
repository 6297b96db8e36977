package io.convergence.core.codec;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.NOW;
import static io.convergence.core.samples.SloSamples.burn;
import static io.convergence.core.samples.SloSamples.definition;
import static io.convergence.core.samples.SloSamples.evidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.convergence.Thresholds;
import io.convergence.core.samples.SloSamples;
import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.BurningGroup;
import io.convergence.core.signal.BurningGroups;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.result.ReportKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloCodecsTest {
    private static final SignalCodec SIGNALS = new SignalCodec(
            Thresholds.DEFAULTS,
            new SignalLinks("https://runbooks.example/{kind}", "https://console.example/?slo={slo}&group={group}"));

    @Test
    void aBurnSignalCarriesTheWholeEnvelope() {
        Signal signal =
                burn("shop-fast", "host=a.acme.example", SignalStatus.FIRING, SignalReason.THRESHOLD, evidence());
        assertThat(text(SIGNALS.encode(signal, NOW))).isEqualTo(one("""
                        {"schema_version":1,"id":"%s",
                        "dedup_key":"acme/slo.burn_rate/shop-fast/host=a.acme.example/page-1h",
                        "episode":1780660200000,"sequence":2,"status":"firing","event_action":"trigger",
                        "incident":null,"reason":"threshold","name":"SloBurnRate","plane":"slo","kind":"slo.burn_rate",
                        "severity":"critical","tenant":"acme","app":null,"host":null,"service":"shop",
                        "slo":"shop-fast","group":"host=a.acme.example","tier":"page-1h",
                        "labels":{"alertname":"SloBurnRate","severity":"critical","plane":"slo",
                        "kind":"slo.burn_rate","tenant":"acme","service":"shop","slo":"shop-fast",
                        "group":"host=a.acme.example","tier":"page-1h"},
                        "slo_labels":{"team":"web,shop"},"notification_targets":["pager"],
                        "title":"shop-fast (host=a.acme.example): error budget burns 25.0x over 1h and 48.8x over 5m; \
                        70.8%% left",
                        "message":"In the last 1h, 125 of 5000 (2.5%%) were bad, a burn rate of 25.0. In the last 5m, \
                        20 of 410 (4.9%%) were bad, a burn rate of 48.8. Tier page-1h compares both with 14.4, for a \
                        target of 99.9%%. Of the 3000 that may be bad in the period, 875 are: 70.8%% left. At this \
                        rate the rest lasts 20 h 24 min. Limit the damage first: undo what was released or changed \
                        when it began, then find out why.",
                        "runbook_url":"https://runbooks.example/shop",
                        "url":"https://console.example/?slo=shop-fast&group=host%%3Da.acme.example",
                        "starts_at":"2026-06-05T11:50:00.000Z","ends_at":null,
                        "occurred_at":"2026-06-05T12:00:00.000Z","emitted_at":"2026-06-05T12:00:05.600Z",
                        "lastReceived":"2026-06-05T12:00:05.600Z",
                        "fingerprint":"acme/slo.burn_rate/shop-fast/host=a.acme.example/page-1h",
                        "evidence":{"target":0.999,"factor":14.4,
                        "long":{"window":"1h","good":4875,"bad":125,"total":5000,"burn":25.0},
                        "short":{"window":"5m","good":390,"bad":20,"total":410,"burn":48.78048780487805},
                        "period":{"good":2999125,"bad":875,"total":3000000},
                        "remaining":0.7083333333333334,"exhaustion_seconds":73440},
                        "replay":false}""".formatted(signal.id())));
        assertThat(SIGNALS.headers(signal)).containsEntry("ce_source", "/convergence/slo");
    }

    private static Signal ofGroups(SignalStatus status, SignalReason reason, long firing, int named) {
        List<BurningGroup> worst = new ArrayList<>();
        for (int i = 0; i < named; i++) {
            worst.add(new BurningGroup(
                    "host=" + (char) ('a' + i), 999_000, new WindowCounts(3_600_000, 900 + i, 100 - i, 1000)));
        }
        BurnEvidence evidence = evidence().of(new BurningGroups(worst, firing));
        return burn("shop-fast", SignalSubject.ALL_GROUPS, status, reason, evidence);
    }

    @Test
    void aSignalAboutAllGroupsNamesTheWorstAndCountsTheOthers() {
        Signal signal = ofGroups(SignalStatus.FIRING, SignalReason.THRESHOLD, 7, 2);

        assertThat(SIGNALS.title(signal))
                .isEqualTo("shop-fast: 7 groups burn their error budget, fastest host=a 100.0x over 1h");
        assertThat(SIGNALS.message(signal))
                .isEqualTo("7 groups fire, by the burn rate over 1h: host=a 100.0x, host=b 99.0x, and 5 more. Tier"
                        + " page-1h compares the burn rates over 1h and 5m of each group with 14.4, for a target of"
                        + " 99.9%. Limit the damage first: undo what was released or changed when it began, then find"
                        + " out why.");
        assertThat(SignalCodec.evidence(signal))
                .endsWith("\"exhaustion_seconds\":73440,\"groups\":{\"firing\":7,\"worst\":["
                        + "{\"group\":\"host=a\",\"good\":900,\"bad\":100,\"total\":1000,\"burn\":100.0},"
                        + "{\"group\":\"host=b\",\"good\":901,\"bad\":99,\"total\":1000,\"burn\":99.0}],"
                        + "\"others\":5}}");
        assertThat(text(SIGNALS.encode(signal, NOW)))
                .contains("\"dedup_key\":\"acme/slo.burn_rate/shop-fast/(groups)/page-1h\"")
                .contains("\"url\":\"https://console.example/?slo=shop-fast&group=\"");
    }

    @Test
    void theTextsOfAllGroupsSayWhyTheAlertEnds() {
        assertThat(SIGNALS.title(ofGroups(SignalStatus.RESOLVED, SignalReason.RECOVERED, 0, 1)))
                .isEqualTo("shop-fast: no group burns its error budget too fast any more");
        assertThat(SIGNALS.message(ofGroups(SignalStatus.RESOLVED, SignalReason.RECOVERED, 0, 1)))
                .startsWith("No group fires any more. The last, by their burn rate over 1h: host=a 100.0x.");
        assertThat(SIGNALS.title(ofGroups(SignalStatus.RESOLVED, SignalReason.NO_DATA, 0, 1)))
                .isEqualTo("shop-fast: no data in any group that burned, the alert ends");
        assertThat(SIGNALS.title(ofGroups(SignalStatus.RESOLVED, SignalReason.SUPERSEDED, 0, 1)))
                .isEqualTo("shop-fast: its groups alert by themselves from now on");
        assertThat(SIGNALS.title(ofGroups(SignalStatus.FIRING, SignalReason.NO_DATA_FREEZE, 1, 1)))
                .isEqualTo("shop-fast: no data in 1 group, among them host=a");
        Signal replaced = burn("shop-fast", "host=a", SignalStatus.RESOLVED, SignalReason.SUPERSEDED, evidence());
        assertThat(SIGNALS.title(replaced))
                .isEqualTo("shop-fast (host=a): from now on in the alert of all groups; 70.8% left");
        assertThat(SIGNALS.message(replaced))
                .startsWith("The alert about all groups of the objective replaces this one.")
                .endsWith("see the alert that fires in its place.");
    }

    @Test
    void tenGroupsWithLongNamesFitAMessage() {
        List<BurningGroup> worst = new ArrayList<>();
        for (int i = 0; i < BurningGroups.MOST_NAMED; i++) {
            worst.add(new BurningGroup(
                    "host=" + i + "h".repeat(200), 999_000, new WindowCounts(3_600_000, 0, 1000, 1000)));
        }
        Signal signal = burn(
                "s".repeat(63),
                SignalSubject.ALL_GROUPS,
                SignalStatus.FIRING,
                SignalReason.THRESHOLD,
                evidence().of(new BurningGroups(worst, 100_000)));

        assertThat(SIGNALS.title(signal)).hasSizeLessThanOrEqualTo(130).endsWith(" 1000.0x over 1h");
        assertThat(SIGNALS.message(signal))
                .hasSizeLessThanOrEqualTo(1024)
                .contains("host=9", "and 99990 more", "Tier page-1h compares", "with 14.4");
    }

    @Test
    void withoutGroupsTheGroupIsEmptyAndNoLabel() {
        String json = text(
                SIGNALS.encode(burn("shop-fast", "", SignalStatus.FIRING, SignalReason.THRESHOLD, evidence()), NOW));
        assertThat(json)
                .contains("\"group\":\"\",", "\"dedup_key\":\"acme/slo.burn_rate/shop-fast/page-1h\"")
                .contains("\"slo\":\"shop-fast\",\"tier\":\"page-1h\"},");
    }

    @Test
    void aFrozenSignalSaysThatNothingCame() {
        BurnEvidence silent = new BurnEvidence(
                999_000,
                72,
                5,
                new WindowCounts(3_600_000, 0, 0, 0),
                new WindowCounts(300_000, 0, 0, 0),
                new WindowCounts(86_400_000, 0, 5, 5),
                0L);
        Signal signal = burn("shop-fast", "", SignalStatus.FIRING, SignalReason.NO_DATA_FREEZE, silent);
        assertThat(SIGNALS.title(signal)).contains("no data to tell", "the alert is kept", "overspent by 99900.0%");
        assertThat(SIGNALS.message(signal))
                .contains("the alert keeps firing until one does, at most for 1h", "Nothing was counted in the last 5m")
                .doesNotContain("At this rate");
        assertThat(SignalCodec.evidence(signal)).contains("\"burn\":null", "\"exhaustion_seconds\":0");
    }

    @Test
    void aResolvedSignalSaysWhy() {
        Signal recovered = burn("shop-fast", "", SignalStatus.RESOLVED, SignalReason.RECOVERED, evidence());
        assertThat(SIGNALS.title(recovered)).contains("no longer burns too fast (48.8x over 5m)");
        Signal removed = burn("shop-fast", "", SignalStatus.RESOLVED, SignalReason.DEFINITION_REMOVED, null);
        assertThat(SIGNALS.title(removed)).isEqualTo("shop-fast: the objective was removed, its alert ends");
        assertThat(SIGNALS.message(removed)).contains("was removed");
        assertThat(SignalCodec.evidence(removed)).isEqualTo("{}");
        Signal silent = burn("shop-fast", "", SignalStatus.RESOLVED, SignalReason.NO_DATA, evidence());
        assertThat(SIGNALS.title(silent)).isEqualTo("shop-fast: no data for 1h, the alert ends; 70.8% left");
        assertThat(SIGNALS.message(silent)).startsWith("No event came for 1h, so the alert ends.");
        Signal restated = burn("shop-fast", "", SignalStatus.RESOLVED, SignalReason.RESTATED, evidence());
        assertThat(SIGNALS.message(restated)).startsWith("Events that came late changed what had been counted.");
    }

    @Test
    void longNamesGiveWayToWhatWasMeasured() {
        Signal signal = burn(
                "s".repeat(63), "host=" + "h".repeat(200), SignalStatus.FIRING, SignalReason.THRESHOLD, evidence());
        assertThat(SIGNALS.title(signal)).hasSize(130).endsWith("25.0x over 1h and 48.8x over 5m; 70.8% left");
        assertThat(SIGNALS.message(signal)).hasSizeLessThanOrEqualTo(1024);
    }

    @Test
    void aSnapshotIsOneLine() {
        assertThat(text(SnapshotJson.encode(SloSamples.snapshot("", NOON, 1, 100_000))))
                .isEqualTo(one("""
                        {"at":1780660800000,"tenant":"acme","slo":"shop-fast","generation":77,"group":"",
                        "good":99960,"bad":40,"total":100000,"target":0.999,"consumed":0.4,"remaining":0.6,
                        "burn":{"5m":null,"1h":14.4,"1d":0.8},
                        "windows":{"5m":{"good":0,"bad":0},"1h":{"good":4928,"bad":72},"1d":{"good":49960,"bad":40}},
                        "coverage":0.75,"status":"burning","cold_start":false,"revision":1}"""));
        assertThat(text(SnapshotJson.encode(SloSamples.silent())))
                .contains("\"consumed\":null,\"remaining\":null,\"burn\":{},\"windows\":{},\"coverage\":null");
    }

    @Test
    void aReportIsOneLine() {
        assertThat(text(ReportJson.encode(SloSamples.report(ReportKind.DAY, 1440, 100_000))))
                .isEqualTo(one("""
                        {"kind":"day","start":1780574400000,"end":1780660800000,"tenant":"acme","slo":"shop-fast",
                        "generation":77,"group":"host=a.acme.example","good":99950,"bad":50,"total":100000,
                        "target":0.999,"compliance":0.9995,"consumed":0.5,"remaining":0.5,
                        "events":100000,"bad_events":50,
                        "observed_minutes":1440,"breach_minutes":3,"worst_burn":15.0,"worst_burn_at":1780657200000,
                        "attribution":{"page":{"/cart":30,"(other)":20},"browser":{"chrome":50}},
                        "labels":{"team":["web","shop"]},"notification_targets":{"page-1h":["pager"]}}"""));
    }

    @Test
    void aDefinitionKeepsItsPartsAsJson() {
        assertThat(DefinitionJson.sli(definition("shop-fast").sli())).isEqualTo(one("""
                        {"where":{"app":{"in":["shop"]},"host":{"glob":["*.acme.example"]}},
                        "good":{"lcp_ms":{"lte":2500.0}},"group_by":["host"]}"""));
        assertThat(DefinitionJson.sli(
                        new Sli(SliSource.CONVERGENCE, List.of(), Condition.verdictNotIn(List.of("a")), List.of())))
                .isEqualTo("{\"where\":{},\"good\":{\"verdict_not_in\":[\"a\"]},\"group_by\":[]}");
        assertThat(DefinitionJson.sli(new Sli(SliSource.RUM, List.of(), Condition.ok(), List.of())))
                .contains("\"good\":{\"ok\":true}");
        assertThat(DefinitionJson.tiers(definition("shop-fast").tiers())).isEqualTo(one("""
                        {"page-1h":{"severity":"critical","long":"1h","short":"5m","factor":"72/5",
                        "comparison":"gt","hold_seconds":0}}"""));
    }

    @ParameterizedTest
    @CsvSource({"5, 5m", "60, 1h", "90, 90m", "1440, 1d", "10080, 7d", "120, 2h", "5760, 4d"})
    void windowsAreNamedByTheLargestUnitThatDivides(long minutes, String label) {
        assertThat(WindowLabel.of(minutes * 60_000)).isEqualTo(label);
        assertThat(WindowLabel.millis(label)).isEqualTo(minutes * 60_000);
    }

    @Test
    void whatIsNoNameOfAWindowIsRefused() {
        assertThatThrownBy(() -> WindowLabel.millis("5w")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String one(String lines) {
        return lines.replace("\n", "");
    }
}
