package io.convergence.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.convergence.core.convergence.AppStatus;
import io.convergence.core.convergence.AppWindow;
import io.convergence.core.convergence.HostWindow;
import io.convergence.core.convergence.LateResult;
import io.convergence.core.convergence.LocatedFailure;
import io.convergence.core.convergence.SignalTombstone;
import io.convergence.core.convergence.SyntheticSample;
import io.convergence.core.convergence.SyntheticWindow;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.Episode;
import io.convergence.core.signal.Latched;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.evaluate.GroupState;
import io.convergence.core.slo.evaluate.LatePartial;
import io.convergence.core.slo.match.BadBy;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.window.Cell;
import io.convergence.core.slo.window.Chunk;
import io.convergence.core.slo.window.ChunkKey;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.HourBurn;
import io.convergence.core.slo.window.RecentMinute;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SlidingCounts;
import io.convergence.flink.intake.Timed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** State that was written must stay readable: every released version's bytes stand under {@code state/}. */
class FormatTest {

    private static final GroupKey GROUP = new GroupKey("acme", "availability", "host=web.acme.example");

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("host-key", new HostKeyFormat(), new HostKey("acme", "web.acme.example")),
                Arguments.of("app-slice", new AppSliceFormat(), new AppSlice("shop", 1_780_660_800_000L)),
                Arguments.of("vitals", new VitalHistogramsFormat(), vitals()),
                Arguments.of("host-window", new HostWindowFormat(), hostWindow()),
                Arguments.of("host-bundle", new HostBundleFormat(), bundle()),
                Arguments.of("app-window", new AppWindowFormat(), appWindow()),
                Arguments.of("partial", new RumPartialFormat(), partial()),
                Arguments.of("sliding-counts", new SlidingCountsFormat(), counts()),
                Arguments.of("synthetic-window", new SyntheticWindowFormat(), checks()),
                Arguments.of("timed-beacon", new TimedBeaconFormat(), new Timed<>(beacon(), 1_780_660_799_999L)),
                Arguments.of("sample", new SyntheticSampleFormat(), new SyntheticSample(5, "shop", true, "fra")),
                Arguments.of("minute-key", new MinuteKeyFormat(), minuteKey()),
                Arguments.of("minute-bundle", new MinuteBundleFormat(), minuteBundle()),
                Arguments.of("page-views", new PageViewsFormat(), new PageViews("/ä", 7, 2, vitals())),
                Arguments.of("group-key", new GroupKeyFormat(), GROUP),
                Arguments.of("chunk-key", new ChunkKeyFormat(), new ChunkKey(7, 60_000, 1_780_660_800_000L)),
                Arguments.of(
                        "generation-minute", new GenerationMinuteFormat(), new GenerationMinute(7, 1_780_660_800_000L)),
                Arguments.of("generation-report", new GenerationReportFormat(), new GenerationReport(7, "day")),
                Arguments.of("cell", new CellFormat(), new Cell(5, 2, 1, 3)),
                Arguments.of("chunk", new ChunkFormat(), chunk()),
                Arguments.of("bad-by", new BadByFormat(), badBy()),
                Arguments.of("event-counts", new EventCountsFormat(), new EventCounts(9, 2, badBy())),
                Arguments.of("minute-counts", new MinuteCountsFormat(), minuteCounts()),
                Arguments.of(
                        "group-partial",
                        new GroupPartialFormat(),
                        new GroupPartial(GROUP, 7, 1_780_660_800_000L, GroupPartial.ON_TIME, minuteCounts())),
                Arguments.of("tally", new TallyFormat(), tally()),
                Arguments.of("tier-state", new TierStateFormat(), tier()),
                Arguments.of("generation-counts", new GenerationCountsFormat(), generation()),
                Arguments.of(
                        "group-state",
                        new GroupStateFormat(),
                        new GroupState(
                                GROUP,
                                List.of(generation()),
                                List.of(tier(), new TierState("ticket-3d", 60_000, -1, 0, false, -1, null)),
                                List.of(new LatePartial(180_000, 7, 60_000, minuteCounts())),
                                120_000,
                                180_000)),
                Arguments.of(
                        "page-minute",
                        new PageMinuteFormat(),
                        new PageMinute("acme", "shop", "h", "/", 60_000, 3, 1, vitals())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <T> void whatIsWrittenIsReadBack(String name, Format<T> format, T value) throws IOException {
        FormatSerializer<T> serializer = new FormatSerializer<>(format);
        T read = read(serializer, write(serializer, value));

        assertThat(write(serializer, read)).isEqualTo(write(serializer, value));
        assertThat(read).usingRecursiveComparison().usingOverriddenEquals().isEqualTo(value);
        assertThat(serializer.copy(value))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <T> void theBytesOfVersion1StayReadable(String name, Format<T> format, T value) throws IOException {
        FormatSerializer<T> serializer = new FormatSerializer<>(format);
        byte[] golden = golden("v1/" + name + ".hex");

        assertThat(read(serializer, golden))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .isEqualTo(value);
    }

    @Test
    void slicesHashTheSameInEveryRelease() {
        assertThat(new AppSlice("shop", 1_780_660_800_000L).hashCode()).isEqualTo(-1641214104);
    }

    @Test
    void everyFormatHasGoldenBytes() {
        Set<String> formats = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.convergence.flink").stream()
                        .filter(type -> type.isAssignableTo(Format.class) && !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());

        assertThat(values().map(arguments -> arguments.get()[1].getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(formats);
    }

    @Test
    void aSnapshotRestoresItsSerializerAndRefusesAnother() throws IOException {
        FormatSerializer<HostKey> serializer = new FormatSerializer<>(new HostKeyFormat());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.snapshotConfiguration().writeSnapshot(new DataOutputViewStreamWrapper(bytes));
        FormatSerializerSnapshot<HostKey> snapshot = new FormatSerializerSnapshot<>();
        snapshot.readSnapshot(
                1,
                new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes.toByteArray())),
                getClass().getClassLoader());

        assertThat(snapshot.restoreSerializer()).isEqualTo(serializer);
        assertThat(compatibility(serializer.snapshotConfiguration(), snapshot).isCompatibleAsIs())
                .isTrue();
        TypeSerializerSnapshot<HostKey> other = new FormatSerializerSnapshot<>(new OtherKeyFormat());
        assertThat(compatibility(other, snapshot).isIncompatible()).isTrue();
    }

    @Test
    void aLaterVersionIsRefused() {
        FormatSerializer<HostKey> serializer = new FormatSerializer<>(new HostKeyFormat());

        assertThatThrownBy(() -> read(serializer, new byte[] {2, 0, 0}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("later release");
    }

    /** A format of the same type under another name. */
    public static final class OtherKeyFormat implements Format<HostKey> {
        private final HostKeyFormat same = new HostKeyFormat();

        @Override
        public Class<HostKey> type() {
            return HostKey.class;
        }

        @Override
        public void write(HostKey value, org.apache.flink.core.memory.DataOutputView out) throws IOException {
            same.write(value, out);
        }

        @Override
        public HostKey read(int version, org.apache.flink.core.memory.DataInputView in) throws IOException {
            return same.read(version, in);
        }
    }

    private static <T> TypeSerializerSchemaCompatibility<T> compatibility(
            TypeSerializerSnapshot<T> present, TypeSerializerSnapshot<T> old) {
        return present.resolveSchemaCompatibility(old);
    }

    private static VitalHistograms vitals() {
        VitalHistograms vitals = new VitalHistograms();
        vitals.add(Vital.LCP, 1800.0);
        vitals.add(Vital.LCP, 4000.0);
        vitals.add(Vital.LCP, 4000.0);
        vitals.add(Vital.CLS, 0.0);
        return vitals.copy();
    }

    private static BadBy badBy() {
        BadBy bad = new BadBy();
        bad.add("/cart", "web.acme.example", "chrome");
        bad.add("/ä", "web.acme.example", "firefox");
        return bad;
    }

    private static MinuteCounts minuteCounts() {
        return new MinuteCounts(new EventCounts(9, 2, badBy()), new EventCounts(1, 0, new BadBy()));
    }

    private static Chunk chunk() {
        Chunk chunk = new Chunk();
        chunk.set(0, new Cell(5, 2, 1, 0));
        chunk.set(58, new Cell(1_000_000_000_000L, 0, 1, 7));
        return chunk;
    }

    private static ReportCounts tally() {
        return new ReportCounts(
                1_780_617_600_000L,
                1_780_704_000_000L,
                new Cell(5, 2, 1, 0),
                11,
                2,
                3,
                1,
                new HourBurn(1_780_660_860_000L, 2, 11),
                badBy());
    }

    private static TierState tier() {
        SignalSubject subject = new SignalSubject(
                "acme",
                null,
                null,
                "shop",
                "availability",
                "host=web.acme.example",
                "page-1h",
                Severity.CRITICAL,
                "https://runbooks.example/a",
                null);
        return new TierState("page-1h", TierState.NEVER, 60_000, 3, true, TierState.NEVER, subject);
    }

    private static GenerationCounts generation() {
        GenerationCounts counts = new GenerationCounts(7);
        counts.firstSlice(0);
        counts.through(120_000);
        counts.rolledThrough(0);
        counts.foldedThrough(60_000);
        counts.windows(new long[] {300_000, 3_600_000}, new Cell[] {new Cell(5, 2, 1, 0), new Cell(6, 3, 2, 1)});
        counts.period(60_000, new Cell(1, 0, 1, 0), new Cell(2, 2, 2, 0));
        counts.revision(4);
        counts.targetPpm(990_000);
        counts.tallyEnds(new long[] {86_400_000, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 172_800_000});
        counts.recent(List.of(new RecentMinute(new HourBurn(120_000, 2, 11), 999_000, true)));
        return counts;
    }

    private static RumPartial partial() {
        return new RumPartial(
                "shop",
                "/cart",
                1_780_660_800_000L,
                RumPartial.ON_TIME,
                1_780_660_800_007L,
                1_780_660_809_999L,
                3,
                1,
                2,
                1,
                vitals());
    }

    private static HostBundle bundle() {
        return new HostBundle(new HostKey("acme", "h"), List.of(partial(), partial()));
    }

    private static MinuteKey minuteKey() {
        return new MinuteKey("acme", "shop", "h", 1_780_660_800_000L);
    }

    private static MinuteBundle minuteBundle() {
        return new MinuteBundle(minuteKey(), List.of(new PageViews("/", 3, 1, vitals())));
    }

    private static Beacon beacon() {
        return new Beacon(
                "b1",
                "acme",
                "shop",
                "h",
                "/cart",
                "chrome",
                1_780_660_800_000L,
                new Vitals(1800.5, null, 120.0, null, null, 0.0),
                2,
                1,
                "0.1.0");
    }

    private static SlidingCounts counts() {
        return SlidingCounts.of(
                4, 30_000, new long[] {5, 1, 2, 1}, new long[] {10_000, 20_000}, new int[] {2, 1, 1, 0, 3, 0, 1, 1});
    }

    private static SyntheticWindow checks() {
        return new SyntheticWindow(
                SlidingCounts.of(2, 30_001, new long[] {1, 1}, new long[] {20_001}, new int[] {1, 1}),
                List.of(new LocatedFailure(20_001, "fra")));
    }

    private static AppWindow appWindow() {
        AppStatus status = new AppStatus(
                true,
                29_000,
                Verdict.USER_IMPACT_CONFIRMED,
                null,
                new Episode(true, Long.MIN_VALUE, List.of(new Latched(SignalKind.USER_IMPACT_CORRELATED, 20_000, 1))),
                Long.MIN_VALUE,
                30_000);
        return new AppWindow(
                "shop",
                counts(),
                new SyntheticWindow(),
                new TreeMap<>(Map.of(10_000L, 10_001L)),
                new TreeMap<>(Map.of(30_000L, 30_999L, 40_000L, 40_000L)),
                status);
    }

    private static HostWindow hostWindow() {
        return new HostWindow(
                new HostKey("acme", "h"),
                30_000,
                40_000,
                checks(),
                List.of(appWindow()),
                List.of(partial()),
                List.of(new LateResult("r1", new SyntheticSample(9_000, "", true, ""), 30_000)),
                List.of(new SignalTombstone("acme/k/shop/h", 86_430_000)),
                4000);
    }

    private static <T> byte[] write(FormatSerializer<T> serializer, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.serialize(value, new DataOutputViewStreamWrapper(bytes));
        return bytes.toByteArray();
    }

    private static <T> T read(FormatSerializer<T> serializer, byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes)));
    }

    private static byte[] golden(String name) {
        try (InputStream in = FormatTest.class.getResourceAsStream("/state/" + name)) {
            assertThat(in).as("golden bytes %s", name).isNotNull();
            return HexFormat.of()
                    .parseHex(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
