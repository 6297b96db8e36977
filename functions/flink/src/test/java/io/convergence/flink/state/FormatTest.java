package io.convergence.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.convergence.core.collapse.TrafficCollapse;
import io.convergence.core.convergence.AppStatus;
import io.convergence.core.convergence.AppWindow;
import io.convergence.core.convergence.HostWindow;
import io.convergence.core.convergence.IncidentMemory;
import io.convergence.core.convergence.LateResult;
import io.convergence.core.convergence.LocatedFailure;
import io.convergence.core.convergence.NewestViews;
import io.convergence.core.convergence.SignalTombstone;
import io.convergence.core.convergence.SyntheticSample;
import io.convergence.core.convergence.SyntheticWindow;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.Episode;
import io.convergence.core.signal.Latched;
import io.convergence.core.signal.NamedValues;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.AlertBy;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.evaluate.GroupState;
import io.convergence.core.slo.evaluate.LatePartial;
import io.convergence.core.slo.evaluate.ObjectiveAlertState;
import io.convergence.core.slo.match.BadEventAttribution;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import io.convergence.core.slo.report.ReportCounts;
import io.convergence.core.slo.window.BucketChunk;
import io.convergence.core.slo.window.BucketChunkKey;
import io.convergence.core.slo.window.BucketCounts;
import io.convergence.core.slo.window.CountedSpan;
import io.convergence.core.slo.window.GenerationCounts;
import io.convergence.core.slo.window.HourBurn;
import io.convergence.core.slo.window.RecentMinute;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageCount;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SliceViews;
import io.convergence.core.window.SlidingCounts;
import io.convergence.core.window.minute.AppHostKey;
import io.convergence.core.window.minute.MinuteUpdate;
import io.convergence.core.window.minute.PageSums;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.intake.ViewBatch;
import io.convergence.flink.minutes.AppHostKeyFormat;
import io.convergence.flink.minutes.ClosedMinute;
import io.convergence.flink.minutes.MinuteBlock;
import io.convergence.flink.minutes.MinuteBlockFormat;
import io.convergence.flink.minutes.MinutePage;
import io.convergence.flink.minutes.MinutePageFormat;
import io.convergence.flink.minutes.MinuteUpdateFormat;
import io.convergence.flink.minutes.PageSumsFormat;
import io.convergence.flink.slo.Objectives;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats of state. The bytes of every released version are under {@code state/} and must stay readable. */
class FormatTest {
    /** Packages whose formats EventFormatTest covers. */
    private static final Set<String> OF_EVENTS =
            Set.of("io.convergence.flink.events", "io.convergence.flink.session", "io.convergence.flink.rollup");

    private static final long NOON = 1_780_660_800_000L;

    /**
     * Formats without bytes of earlier versions: they are new, or, as bundles of hosts and updates of minutes, sent between
     * tasks and never stored.
     */
    private static final Set<String> SINCE_VERSION_4 = Set.of(
            "timed-result",
            "view-batch",
            "host-bundle",
            "group-alert",
            "objective-alert-state",
            "small-slices",
            "app-host-key",
            "minute-page",
            "minute-update",
            "page-sums",
            "minute-block");

    private static final GroupKey GROUP = new GroupKey("acme", "availability", "host=web.acme.example");

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("host-key", new HostKeyFormat(), new HostKey("acme", "web.acme.example")),
                Arguments.of("app-slice", new AppSliceFormat(), new AppSlice("shop", 1_780_660_800_000L)),
                Arguments.of("vitals", new VitalHistogramsFormat(), vitals()),
                Arguments.of("small-slices", new SmallSlicesFormat(), smallSlices()),
                Arguments.of("host-window", new HostWindowFormat(), hostWindow(appWindow())),
                Arguments.of("host-bundle", new HostBundleFormat(), bundle()),
                Arguments.of("app-window", new AppWindowFormat(), appWindow()),
                Arguments.of("partial", new RumPartialFormat(), partial()),
                Arguments.of("sliding-counts", new SlidingCountsFormat(), counts()),
                Arguments.of("synthetic-window", new SyntheticWindowFormat(), checks()),
                Arguments.of("timed-beacon", new TimedBeaconFormat(), new Timed<>(beacon(), 1_780_660_799_999L)),
                Arguments.of("view-batch", new ViewBatchFormat(), viewBatch()),
                Arguments.of("timed-result", new TimedResultFormat(), new Timed<>(result(), 1_780_660_799_999L)),
                Arguments.of("sample", new SyntheticSampleFormat(), new SyntheticSample(5, "shop", true, "fra")),
                Arguments.of("minute-key", new MinuteKeyFormat(), minuteKey()),
                Arguments.of("minute-bundle", new MinuteBundleFormat(), minuteBundle()),
                Arguments.of("page-views", new PageViewsFormat(), new PageViews("/ä", 7, 2, vitals())),
                Arguments.of("group-key", new GroupKeyFormat(), GROUP),
                Arguments.of("chunk-key", new ChunkKeyFormat(), new BucketChunkKey(7, 60_000, 1_780_660_800_000L)),
                Arguments.of(
                        "generation-minute", new GenerationMinuteFormat(), new GenerationMinute(7, 1_780_660_800_000L)),
                Arguments.of("generation-report", new GenerationReportFormat(), new GenerationReport(7, "day")),
                Arguments.of("cell", new CellFormat(), new BucketCounts(5, 2, 1, 3)),
                Arguments.of("chunk", new ChunkFormat(), chunk()),
                Arguments.of("bad-by", new BadByFormat(), attribution()),
                Arguments.of("event-counts", new EventCountsFormat(), new EventCounts(9, 2, attribution())),
                Arguments.of("minute-counts", new MinuteCountsFormat(), minuteCounts()),
                Arguments.of(
                        "group-partial",
                        new GroupPartialFormat(),
                        new GroupPartial(GROUP, 7, 1_780_660_800_000L, GroupPartial.ON_TIME, minuteCounts())),
                Arguments.of("tally", new TallyFormat(), tally()),
                Arguments.of("tier-state", new TierStateFormat(), tier()),
                Arguments.of("generation-counts", new GenerationCountsFormat(), generation()),
                Arguments.of("group-state", new GroupStateFormat(), groupState(tier())),
                Arguments.of("group-alert", new GroupAlertFormat(), groupAlert()),
                Arguments.of(
                        "objective-alert-state",
                        new ObjectiveAlertStateFormat(),
                        new ObjectiveAlertState(List.of(tier()), NOON, NOON + 60_000)),
                Arguments.of(
                        "slo-update",
                        new SloUpdateFormat(),
                        new SloUpdate("acme", "seen-by-checks", Long.MIN_VALUE, 3, Objectives.verdicts())),
                Arguments.of("slo-definition", new SloDefinitionFormat(), Objectives.slices()),
                Arguments.of("sli", new SliFormat(), Objectives.slices().sli()),
                Arguments.of(
                        "burn-tier",
                        new BurnTierFormat(),
                        Objectives.slices().tiers().get(1)),
                Arguments.of(
                        "definition-record",
                        new DefinitionRecordFormat(),
                        new DefinitionRecord("acme/Service/shop", 7, 1_780_660_800_000L, "kind: Service")),
                Arguments.of(
                        "minute-progress",
                        new MinuteProgressFormat(),
                        new MinuteProgress(true, 2, 1_780_664_400_000L, 1_780_660_900_000L)),
                Arguments.of("app-host-key", new AppHostKeyFormat(), new AppHostKey("acme", "shop", "h")),
                Arguments.of("minute-page", new MinutePageFormat(), new MinutePage(NOON, "/ä")),
                Arguments.of(
                        "minute-update",
                        new MinuteUpdateFormat(),
                        MinuteUpdate.restored(minuteKey(), true, NOON, List.of(new PageViews("/", 3, 1, vitals())))),
                Arguments.of("page-sums", new PageSumsFormat(), pageSums()),
                Arguments.of("minute-block", new MinuteBlockFormat(), minuteBlock()),
                Arguments.of(
                        "page-minute",
                        new PageMinuteFormat(),
                        new PageMinute("acme", "shop", "h", "/", 60_000, 3, 1, vitals(), true)));
    }

    /** The values as the bytes of version 1 are read. */
    static Stream<Arguments> valuesOfVersion1() {
        return values().filter(arguments -> !SINCE_VERSION_4.contains(arguments.get()[0]))
                .map(arguments -> switch ((String) arguments.get()[0]) {
                    case "app-window" -> Arguments.of("app-window", new AppWindowFormat(), appWindowOfVersion1());
                    case "host-window" ->
                        Arguments.of("host-window", new HostWindowFormat(), hostWindow(appWindowOfVersion1()));
                    default -> ofVersion2(arguments);
                });
    }

    /** A value as the bytes of version 3 are read: without the time since when an app is steady. */
    private static Arguments ofVersion3(Arguments arguments) {
        return switch ((String) arguments.get()[0]) {
            case "app-window" -> Arguments.of("app-window", new AppWindowFormat(), appWindow(Long.MIN_VALUE));
            case "host-window" ->
                Arguments.of("host-window", new HostWindowFormat(), hostWindow(appWindow(Long.MIN_VALUE)));
            default -> arguments;
        };
    }

    /** A value as the bytes of version 2 are read: without the metadata and the minimums of objectives. */
    private static Arguments ofVersion2(Arguments arguments) {
        return switch ((String) arguments.get()[0]) {
            case "tier-state" -> Arguments.of("tier-state", new TierStateFormat(), tier(List.of(), List.of()));
            case "group-state" -> Arguments.of("group-state", new GroupStateFormat(), groupStateOfVersion2());
            case "generation-counts" ->
                Arguments.of("generation-counts", new GenerationCountsFormat(), generationOfVersion2());
            case "slo-definition" ->
                Arguments.of(
                        "slo-definition",
                        new SloDefinitionFormat(),
                        Objectives.slicesWithoutMetadata().renumbered());
            case "slo-update" ->
                Arguments.of(
                        "slo-update",
                        new SloUpdateFormat(),
                        new SloUpdate(
                                "acme",
                                "seen-by-checks",
                                Long.MIN_VALUE,
                                3,
                                Objectives.verdicts().renumbered()));
            default -> ofVersion3(arguments);
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    <T> void writtenValuesAreReadBack(String name, Format<T> format, T value) throws IOException {
        FormatSerializer<T> serializer = new FormatSerializer<>(format);
        T read = read(serializer, write(serializer, value));

        assertThat(write(serializer, read)).isEqualTo(write(serializer, value));
        assertThat(read)
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .ignoringOverriddenEqualsForTypes(SliceViews.class)
                .isEqualTo(value);
        assertThat(serializer.copy(value))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .ignoringOverriddenEqualsForTypes(SliceViews.class)
                .isEqualTo(value);
    }

    @Test
    void equalTextsOfABatchOfViewsAreReadAsOneObject() throws IOException {
        FormatSerializer<ViewBatch> serializer = new FormatSerializer<>(new ViewBatchFormat());
        List<Timed<Beacon>> views =
                read(serializer, write(serializer, viewBatch())).views();

        assertThat(views.get(1).value().host()).isSameAs(views.get(0).value().host());
        assertThat(views.get(1).value().tenant()).isSameAs(views.get(0).value().tenant());
    }

    @Test
    void aTierThatAlertsWithoutDataIsReadBack() throws IOException {
        BurnTier tier = new BurnTier("own/fast", Severity.CRITICAL, 3_600_000, 300_000, 72, 5, Comparison.GTE, 0, true);
        writtenValuesAreReadBack("burn-tier", new BurnTierFormat(), tier);
    }

    @Test
    void aTierThatFiresInTheAlertOfItsObjectiveIsReadBack() throws IOException {
        writtenValuesAreReadBack("tier-state", new TierStateFormat(), tier().byObjective(true));
        writtenValuesAreReadBack(
                "tier-state", new TierStateFormat(), tier().byObjective(true).frozen(false));
    }

    @Test
    void anObjectiveThatAlertsForAllItsGroupsIsReadBack() throws IOException {
        writtenValuesAreReadBack(
                "slo-definition", new SloDefinitionFormat(), Objectives.slices().alertingBy(AlertBy.OBJECTIVE));
    }

    @Test
    void theEndOfAGroupWithoutMeasurementsIsReadBack() throws IOException {
        GroupAlert firing = groupAlert();
        writtenValuesAreReadBack(
                "group-alert",
                new GroupAlertFormat(),
                new GroupAlert(firing.subject(), NOON, SignalStatus.RESOLVED, SignalReason.DEFINITION_REMOVED, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesOfVersion1")
    <T> void theBytesOfVersion1StayReadable(String name, Format<T> format, T value) throws IOException {
        FormatSerializer<T> serializer = new FormatSerializer<>(format);
        byte[] golden = golden("v1/" + name + ".hex");

        assertThat(read(serializer, golden))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .ignoringOverriddenEqualsForTypes(SliceViews.class)
                .isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"app-window", "host-window", "slo-definition", "tier-state", "group-state"})
    void theBytesOfVersion2StayReadable(String name) throws IOException {
        assertReadable("v2", ofVersion2(named(name)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"slo-definition", "slo-update", "tier-state", "generation-counts", "group-state"})
    void theBytesOfVersion3StayReadable(String name) throws IOException {
        assertReadable("v3", ofVersion3(named(name)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "app-window",
                "host-window",
                "timed-result",
                "view-batch",
                "host-bundle",
                "group-alert",
                "objective-alert-state",
                "app-host-key",
                "minute-page",
                "minute-update",
                "page-sums",
                "minute-block"
            })
    void theBytesOfVersion4StayReadable(String name) throws IOException {
        assertReadable("v4", named(name));
    }

    @Test
    void anIncidentAndACollapseTakeAtMost300BytesOfAnApp() throws IOException {
        FormatSerializer<AppWindow> serializer = new FormatSerializer<>(new AppWindowFormat());
        TrafficCollapse collapse = new TrafficCollapse(60_000, 900_000, NOON, NOON, 900_000, NOON);
        Episode episode = new Episode(
                NOON,
                NOON,
                NOON,
                true,
                true,
                SignalKind.USER_IMPACT_UNSEEN,
                List.of(new Latched(SignalKind.USER_IMPACT_CORRELATED, NOON, 900)));
        IncidentMemory memory = new IncidentMemory(900_000_000, 900_000_000, 900_000_000);

        int without =
                write(serializer, appWindow(Episode.NONE, IncidentMemory.NONE, TrafficCollapse.NONE, NOON)).length;
        int with = write(serializer, appWindow(episode, memory, collapse, NOON)).length;

        assertThat(with - without).isLessThanOrEqualTo(300);
    }

    @Test
    void theHashOfASliceKeyNeverChanges() {
        assertThat(new AppSlice("shop", 1_780_660_800_000L).hashCode()).isEqualTo(-1641214104);
    }

    @Test
    void theHashesOfTheKeysOfClosedMinutesNeverChange() {
        assertThat(new AppHostKey("acme", "shop", "h").hashCode()).isEqualTo(-1313753364);
        assertThat(new MinutePage(NOON, "/").hashCode()).isEqualTo(1565124689);
    }

    @Test
    void everyFormatHasGoldenBytes() {
        Set<String> formats = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.convergence.flink").stream()
                        .filter(type -> type.isAssignableTo(Format.class) && !type.isInterface())
                        .filter(type -> !OF_EVENTS.contains(type.getPackageName()))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());

        assertThat(values().map(arguments -> arguments.get()[1].getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(formats);
    }

    @Test
    void aSnapshotRestoresItsSerializerAndRefusesAnotherFormat() throws IOException {
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
        TypeSerializerSnapshot<HostKey> other = new FormatSerializerSnapshot<>(new OtherKeyFormat(), Format.VERSION);
        assertThat(compatibility(other, snapshot).isIncompatible()).isTrue();
    }

    @Test
    void aLaterVersionIsRefused() {
        FormatSerializer<HostKey> serializer = new FormatSerializer<>(new HostKeyFormat());

        assertThatThrownBy(() -> read(serializer, new byte[] {Format.VERSION + 1, 0, 0}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("later release");
    }

    /** Another format of the same type. */
    public static final class OtherKeyFormat implements Format<HostKey> {
        private final HostKeyFormat delegate = new HostKeyFormat();

        @Override
        public Class<HostKey> type() {
            return HostKey.class;
        }

        @Override
        public void write(HostKey value, DataOutputView out) throws IOException {
            delegate.write(value, out);
        }

        @Override
        public HostKey read(int version, DataInputView in) throws IOException {
            return delegate.read(version, in);
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

    private static SmallSlices smallSlices() {
        SmallSlices slices = new SmallSlices(3);
        slices.add(NOON - 890_000, PackedVitals.of(vitals()));
        slices.add(NOON, PackedVitals.of(vitals()));
        slices.add(NOON + 10_000, PackedVitals.of(new VitalHistograms()));
        return slices;
    }

    private static BadEventAttribution attribution() {
        BadEventAttribution bad = new BadEventAttribution();
        bad.add("/cart", "web.acme.example", "chrome");
        bad.add("/ä", "web.acme.example", "firefox");
        return bad;
    }

    private static MinuteCounts minuteCounts() {
        return new MinuteCounts(new EventCounts(9, 2, attribution()), new EventCounts(1, 0, new BadEventAttribution()));
    }

    private static BucketChunk chunk() {
        BucketChunk chunk = new BucketChunk();
        chunk.set(0, new BucketCounts(5, 2, 1, 0));
        chunk.set(58, new BucketCounts(1_000_000_000_000L, 0, 1, 7));
        return chunk;
    }

    private static ReportCounts tally() {
        return new ReportCounts(
                1_780_617_600_000L,
                1_780_704_000_000L,
                new BucketCounts(5, 2, 1, 0),
                11,
                2,
                3,
                1,
                new HourBurn(1_780_660_860_000L, 2, 11),
                attribution());
    }

    private static GroupState groupState(TierState firing) {
        return groupState(firing, generation());
    }

    private static GroupState groupStateOfVersion2() {
        GroupState state = groupState(tier(List.of(), List.of()), generationOfVersion2());
        state.numberedBySli(true);
        return state;
    }

    private static GroupState groupState(TierState firing, GenerationCounts generation) {
        return new GroupState(
                GROUP,
                List.of(generation),
                List.of(firing, new TierState("ticket-3d", 60_000, -1, 0, false, -1, null)),
                List.of(new LatePartial(180_000, 7, 60_000, minuteCounts())),
                120_000,
                180_000);
    }

    private static TierState tier() {
        return tier(List.of(new NamedValues("team", List.of("web", "shop"))), List.of("pager"));
    }

    private static TierState tier(List<NamedValues> labels, List<String> targets) {
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
                null,
                labels,
                targets);
        return new TierState("page-1h", TierState.NEVER, 60_000, 3, true, TierState.NEVER, subject);
    }

    private static GroupAlert groupAlert() {
        return new GroupAlert(
                Objects.requireNonNull(tier().subject()),
                NOON,
                SignalStatus.FIRING,
                SignalReason.THRESHOLD,
                new BurnEvidence(
                        999_000,
                        72,
                        5,
                        new WindowCounts(3_600_000, 900, 100, 1_000),
                        new WindowCounts(300_000, 70, 30, 100),
                        new WindowCounts(2_592_000_000L, 1_000_000_000_000L, 0, 1_000_000_000_000L),
                        86_400_000L));
    }

    private static GenerationCounts generation() {
        GenerationCounts counts = generationOfVersion2();
        counts.span(new CountedSpan(99, 30_000, 40_000, 50_000));
        return counts;
    }

    /** A generation as it is read from versions 1 and 2, which did not store the calendar. */
    private static GenerationCounts generationOfVersion2() {
        GenerationCounts counts = new GenerationCounts(7);
        counts.firstSlice(0);
        counts.through(120_000);
        counts.rolledThrough(0);
        counts.foldedThrough(60_000);
        counts.windows(
                new long[] {300_000, 3_600_000},
                new BucketCounts[] {new BucketCounts(5, 2, 1, 0), new BucketCounts(6, 3, 2, 1)});
        counts.period(60_000, new BucketCounts(1, 0, 1, 0), new BucketCounts(2, 2, 2, 0));
        counts.revision(4);
        counts.targetPpm(990_000);
        counts.openReportEnds(new long[] {86_400_000, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 172_800_000});
        counts.recent(List.of(new RecentMinute(new HourBurn(120_000, 2, 11), 999_000, true)));
        counts.span(CountedSpan.UNKNOWN);
        return counts;
    }

    private static RumPartial partial() {
        return new RumPartial(
                "shop",
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
        SliceViews views = new SliceViews(partial(), List.of(new PageCount("/cart", 3, 1)));
        return new HostBundle(new HostKey("acme", "h"), List.of(views, views));
    }

    private static MinuteKey minuteKey() {
        return new MinuteKey("acme", "shop", "h", 1_780_660_800_000L);
    }

    private static MinuteBundle minuteBundle() {
        return new MinuteBundle(minuteKey(), List.of(new PageViews("/", 3, 1, vitals())));
    }

    private static PageSums pageSums() {
        PageSums sums = new PageSums();
        sums.add(new PageViews("/ä", 7, 2, vitals()));
        sums.add(new PageViews("/b", 1, 0, new VitalHistograms()));
        return sums;
    }

    /** A plain minute, one with rows to emit again, and one whose rows are apart. */
    private static MinuteBlock minuteBlock() {
        ClosedMinute plain = new ClosedMinute(NOON);
        plain.put(new PageViews("/", 100, 0, vitals()), true);
        plain.put(new PageViews("/cart", 1, 1, new VitalHistograms()), true);
        ClosedMinute late = new ClosedMinute(NOON + 120_000);
        late.put(new PageViews("/cart", 3, 0, vitals()), true);
        late.expiresAt(NOON + 4_000_000);
        late.restatedAt(NOON + 300_000);
        late.changed().add("/cart");
        ClosedMinute large = new ClosedMinute(NOON + 180_000);
        large.setApart(256);
        MinuteBlock block = new MinuteBlock();
        block.put(large);
        block.put(late);
        block.put(plain);
        return block;
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

    private static ViewBatch viewBatch() {
        Beacon second =
                new Beacon("b2", "acme", "shop", "h", "/ä", "chrome", 1_780_660_800_005L, Vitals.NONE, 0, 0, "0.1.0");
        return new ViewBatch(List.of(new Timed<>(beacon(), Long.MIN_VALUE), new Timed<>(second, 1_780_660_799_999L)));
    }

    private static SyntheticResult result() {
        return new SyntheticResult(
                "r1",
                "acme",
                null,
                "web.acme.example",
                "home",
                "https",
                false,
                1_780_660_799_000L,
                1_780_660_800_000L,
                210.5,
                503,
                "fra",
                "status");
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

    private static final Episode EPISODE = new Episode(
            10_000,
            Long.MIN_VALUE,
            Long.MIN_VALUE,
            true,
            true,
            SignalKind.USER_IMPACT_UNSEEN,
            List.of(new Latched(SignalKind.USER_IMPACT_CORRELATED, 20_000, 1)));

    /** The incident as it is read from version 1, which did not store when it opened and what fired first. */
    private static final Episode EPISODE_OF_VERSION_1 = new Episode(
            20_000,
            Long.MIN_VALUE,
            Long.MIN_VALUE,
            false,
            true,
            SignalKind.USER_IMPACT_CORRELATED,
            List.of(new Latched(SignalKind.USER_IMPACT_CORRELATED, 20_000, 1)));

    private static AppWindow appWindow() {
        return appWindow(20_000);
    }

    private static AppWindow appWindow(long unchangedSince) {
        return appWindow(
                EPISODE,
                new IncidentMemory(700, 60, 5),
                new TrafficCollapse(60_000, 340, -30_000, 30_000, 8, -90_000),
                unchangedSince);
    }

    private static AppWindow appWindowOfVersion1() {
        return appWindow(EPISODE_OF_VERSION_1, IncidentMemory.NONE, TrafficCollapse.NONE, Long.MIN_VALUE);
    }

    private static AppWindow appWindow(
            Episode episode, IncidentMemory incident, TrafficCollapse collapse, long unchangedSince) {
        AppStatus status = new AppStatus(
                true,
                29_000,
                Verdict.USER_IMPACT_CONFIRMED,
                null,
                episode,
                incident,
                collapse,
                unchangedSince,
                Long.MIN_VALUE,
                30_000);
        NewestViews newest = new NewestViews();
        newest.add(30_000, 30_999);
        newest.add(40_000, 40_000);
        return new AppWindow(
                "shop", counts(), new SyntheticWindow(), new TreeMap<>(Map.of(10_000L, 10_001L)), newest, status);
    }

    private static HostWindow hostWindow(AppWindow app) {
        return new HostWindow(
                new HostKey("acme", "h"),
                30_000,
                40_000,
                checks(),
                List.of(app),
                List.of(partial()),
                List.of(new LateResult("r1", new SyntheticSample(9_000, "", true, ""), 30_000)),
                List.of(new SignalTombstone("acme/k/shop/h", 86_430_000)),
                4000);
    }

    private static Arguments named(String name) {
        return values().filter(each -> each.get()[0].equals(name)).findAny().orElseThrow();
    }

    private static void assertReadable(String version, Arguments arguments) throws IOException {
        assertThat(read(
                        serializerOf(arguments),
                        golden(version + "/" + arguments.get()[0] + ".hex")))
                .usingRecursiveComparison()
                .usingOverriddenEquals()
                .ignoringOverriddenEqualsForTypes(SliceViews.class)
                .isEqualTo(arguments.get()[2]);
    }

    private static <T> byte[] write(FormatSerializer<T> serializer, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.serialize(value, new DataOutputViewStreamWrapper(bytes));
        return bytes.toByteArray();
    }

    private static <T> T read(FormatSerializer<T> serializer, byte[] bytes) throws IOException {
        return serializer.deserialize(new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes)));
    }

    @SuppressWarnings("unchecked") // The value beside a format is of its type.
    private static FormatSerializer<Object> serializerOf(Arguments arguments) {
        return new FormatSerializer<>((Format<Object>) arguments.get()[1]);
    }

    private static byte[] golden(String name) {
        try (InputStream in = FormatTest.class.getResourceAsStream("/state/" + name)) {
            assertThat(in).as("golden bytes %s", name).isNotNull();
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
