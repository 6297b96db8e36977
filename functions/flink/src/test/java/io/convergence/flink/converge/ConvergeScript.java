package io.convergence.flink.converge;

import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.convergence.ConvergenceRule;
import io.convergence.core.convergence.HeartbeatPolicy;
import io.convergence.core.convergence.HostRules;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.PageCount;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SliceViews;
import io.convergence.core.window.Stagger;
import io.convergence.core.window.WindowSpec;
import io.convergence.flink.intake.Timed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Test input of {@link ConvergeFunction}: traffic of several hosts with an outage, a recovery and a day without data. */
final class ConvergeScript {
    static final long START = 1_780_660_800_000L;
    static final WindowSpec WINDOW = WindowSpec.DEFAULTS;
    static final Stagger STAGGER = new Stagger(WINDOW, 500);
    static final HostRules RULES = new HostRules(
            WINDOW,
            new ConvergenceRule(Thresholds.DEFAULTS),
            new CollapseRule(CollapsePolicy.DEFAULTS),
            new EpisodeRule(EpisodePolicy.DEFAULTS),
            HeartbeatPolicy.DEFAULTS,
            Bounds.DEFAULTS);

    /** One input: a bundle, a result, or (both null) a watermark. */
    record Step(@Nullable HostBundle bundle, @Nullable SyntheticResult result, long watermark) {}

    private ConvergeScript() {}

    /** Twenty minutes of traffic of three hosts, an outage of five minutes on the first, then 30 hours without data. */
    static List<Step> outageAndSilence() {
        List<Step> steps = new ArrayList<>();
        for (int tick = 0; tick < 120; tick++) {
            long slice = START + tick * 10_000L;
            boolean outage = tick >= 20 && tick < 50;
            for (int host = 0; host < 3; host++) {
                steps.add(bundle("host" + host, slice, 5, outage && host == 0 ? 3 : 0));
                if (tick % 6 == 0) {
                    steps.add(result("host" + host, "r" + tick, slice + 3_000, !(outage && host == 0)));
                }
            }
            if (tick % 2 == 0) {
                steps.add(watermark(slice - 5_001));
            }
        }
        for (long at = START + 1_200_000; at < START + 30 * 3_600_000L; at += 1_800_000) {
            steps.add(watermark(at));
        }
        return steps;
    }

    static Step bundle(String host, long slice, int views, int errors) {
        RumPartial partial = new RumPartial("shop", slice, RumPartial.ON_TIME);
        for (int i = 0; i < views; i++) {
            partial.add(view(host, slice + i, i < errors), 4000);
        }
        SliceViews sum = new SliceViews(partial, List.of(new PageCount("/", views, Math.min(views, errors))));
        return new Step(new HostBundle(new HostKey("acme", host), List.of(sum)), null, 0);
    }

    static Step result(String host, String id, long at, boolean success) {
        SyntheticResult result =
                new SyntheticResult(id, "acme", null, host, "check", "http", success, at, at, 120.0, null, null, null);
        return new Step(null, result, 0);
    }

    static Step watermark(long at) {
        return new Step(null, null, at);
    }

    static Beacon view(String host, long at, boolean failed) {
        return new Beacon(
                "b",
                "acme",
                "shop",
                host,
                "/",
                "chrome",
                at,
                new Vitals(1200.0, 800.0, 200.0, 96.0, null, 0.02),
                failed ? 1 : 0,
                0,
                "");
    }

    static Timed<SyntheticResult> timed(SyntheticResult result) {
        return new Timed<>(result, Long.MIN_VALUE);
    }
}
