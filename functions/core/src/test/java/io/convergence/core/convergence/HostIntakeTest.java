package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.PageCount;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SliceViews;
import io.convergence.core.window.WindowSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostIntakeTest {
    private static final HostRules RULES = new HostRules(
            WindowSpec.DEFAULTS,
            new ConvergenceRule(Thresholds.REFERENCE),
            new CollapseRule(CollapsePolicy.OFF),
            new EpisodeRule(EpisodePolicy.REFERENCE),
            HeartbeatPolicy.DEFAULTS,
            Bounds.DEFAULTS);

    @Test
    void lateViewsAreMergedByAppSliceAndMissedBoundary() {
        HostWindow host = new HostWindow(new HostKey("acme", "h"));
        HostIntake intake = new HostIntake(RULES);
        for (int i = 0; i < 1_000; i++) {
            SliceViews views = views("shop", "/" + i, 10_000, 30_000);
            assertThat(intake.addViews(host, new MapHostMemory(), List.of(views)))
                    .containsExactly(views);
        }
        intake.addViews(host, new MapHostMemory(), List.of(views("cart", "/", 10_000, 30_000)));
        intake.addViews(host, new MapHostMemory(), List.of(views("shop", "/", 20_000, 30_000)));
        intake.addViews(host, new MapHostMemory(), List.of(views("shop", "/", 10_000, 40_000)));

        assertThat(host.lateViews())
                .extracting(RumPartial::app, RumPartial::sliceStart, RumPartial::passedBoundary, RumPartial::views)
                .containsExactly(
                        tuple("shop", 10_000L, 30_000L, 1_000),
                        tuple("cart", 10_000L, 30_000L, 1),
                        tuple("shop", 20_000L, 30_000L, 1),
                        tuple("shop", 10_000L, 40_000L, 1));
    }

    @Test
    void lateViewsAreReturnedWithTheirPagesAndOthersAreNot() {
        HostWindow host = new HostWindow(new HostKey("acme", "h"));
        SliceViews late = views("shop", "/a", 10_000, 30_000);

        assertThat(new HostIntake(RULES)
                        .addViews(
                                host,
                                new MapHostMemory(),
                                List.of(views("shop", "/b", 40_000, RumPartial.ON_TIME), late)))
                .containsExactly(late);
        assertThat(late.pages()).containsExactly(new PageCount("/a", 1, 0));
        assertThat(host.lateViews()).extracting(RumPartial::views).containsExactly(1);
    }

    private static SliceViews views(String app, String page, long slice, long passedBoundary) {
        RumPartial partial = new RumPartial(app, slice, passedBoundary);
        partial.add(
                new Beacon(
                        "b",
                        "acme",
                        app,
                        "h",
                        page,
                        "chrome",
                        slice + 1,
                        new Vitals(1200.0, null, null, null, null, null),
                        0,
                        0,
                        ""),
                4000);
        return new SliceViews(partial, List.of(new PageCount(page, 1, 0)));
    }
}
