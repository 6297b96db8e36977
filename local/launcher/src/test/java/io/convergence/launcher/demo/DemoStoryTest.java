package io.convergence.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.traffic.Incident;
import io.convergence.launcher.traffic.IncidentKind;
import io.convergence.launcher.traffic.TrafficModel;
import io.convergence.launcher.traffic.TrafficSite;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The incidents of the demonstration. */
class DemoStoryTest {
    private static final long LIVE = 1_780_000_000_000L;
    private static final long MINUTE = 60_000;

    @Test
    void everyKindOfIncidentOccursAndEndsInTheHistory() {
        Set<IncidentKind> seen = EnumSet.of(IncidentKind.RECOVERY);
        for (Incident incident : DemoStory.script(LIVE)) {
            boolean occurred = false;
            boolean ended = false;
            for (long time = LIVE - 120 * MINUTE; time < LIVE; time += MINUTE) {
                occurred |= incident.elapsed(time) >= 0;
                ended |= occurred && incident.elapsed(time) < 0;
            }
            assertThat(ended).as("%s", incident).isTrue();
            seen.add(incident.kind());
        }
        assertThat(seen).containsExactlyInAnyOrder(IncidentKind.values());
    }

    @Test
    void incidentsOccurAgainInLiveTraffic() {
        for (Incident incident : DemoStory.script(LIVE)) {
            boolean occurs = false;
            for (long time = LIVE; time < LIVE + 60 * MINUTE; time += MINUTE) {
                occurs |= incident.elapsed(time) >= 0;
            }
            assertThat(occurs).as("%s", incident).isTrue();
        }
    }

    @Test
    void theFlappingRateCrossesItsThresholdSeveralTimesAndIsNeverBelowItForFiveMinutes() {
        Incident flapping = DemoStory.script(LIVE).stream()
                .filter(incident -> incident.kind() == IncidentKind.FLAPPING_ERRORS)
                .findFirst()
                .orElseThrow();
        TrafficModel model = new TrafficModel(DemoStory.sites(), DemoStory.script(LIVE), 1);
        int minutes = (int) (flapping.durationMillis() / MINUTE);
        long start = flapping.start() + flapping.periodMillis() * 4;
        int[] views = new int[minutes * 6];
        int[] errors = new int[minutes * 6];
        for (long second = start; second < start + flapping.durationMillis(); second += 1000) {
            model.views(second, 50, view -> {
                if (view.host().equals(flapping.host())) {
                    int slice = (int) ((view.receivedAt() - start) / 10_000);
                    views[slice]++;
                    errors[slice] += view.isErrorView() ? 1 : 0;
                }
            });
        }

        int crossings = 0;
        int below = 0;
        int longestBelow = 0;
        boolean affected = false;
        for (int end = 90; end <= views.length; end++) {
            int count = Arrays.stream(views, end - 90, end).sum();
            boolean reached = 10 * Arrays.stream(errors, end - 90, end).sum() >= count;
            crossings += reached && !affected ? 1 : 0;
            below = reached ? 0 : below + 1;
            longestBelow = Math.max(longestBelow, below);
            affected = reached;
        }
        assertThat(crossings).isGreaterThanOrEqualTo(3);
        assertThat(longestBelow).isLessThan(5 * 6);
    }

    @Test
    void incidentsAffectSitesOfSeveralTenants() {
        List<TrafficSite> sites = DemoStory.sites();
        Set<String> tenants = new HashSet<>();
        for (Incident incident : DemoStory.script(LIVE)) {
            TrafficSite site = sites.stream()
                    .filter(candidate -> candidate.host().equals(incident.host())
                            && candidate.app().equals(incident.app()))
                    .findFirst()
                    .orElseThrow();
            tenants.add(site.tenant());
        }
        assertThat(tenants).hasSize(4);
    }
}
