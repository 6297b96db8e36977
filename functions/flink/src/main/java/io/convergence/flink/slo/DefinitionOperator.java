package io.convergence.flink.slo;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.slo.SavedDefinitions;
import io.convergence.core.slo.book.DefinitionLog;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.DefinitionRecord;
import io.convergence.core.slo.definition.InitialDefinitions;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.yaml.Problem;
import io.convergence.flink.state.DefinitionRecordFormat;
import io.convergence.flink.state.ReplacedStates;
import io.convergence.flink.state.StateDescriptors;
import io.convergence.flink.timer.FlushTimer;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiler of documents into definitions, in one subtask, so that references between documents are resolved in one place.
 * An invalid document goes to the dead letters and is logged with its problems; everything else stays in force.
 *
 * <p>State: {@code definition-log}, the newest version of each document, and of invalid ones the last valid version too. A
 * savepoint of the first release has {@code definition-records} in its place, which is converted when it is restored.
 */
public final class DefinitionOperator extends AbstractStreamOperator<SloUpdate>
        implements OneInputStreamOperator<DefinitionRecord, SloUpdate>, BoundedOneInput {
    private static final byte[] NO_BYTES = {};
    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionOperator.class);
    private static final String REPLACED = "definition-records";

    private final InitialDefinitions initial;
    private final SloStart start;
    private final DeadLetterFactory deadLetterFactory;
    private final OutputTag<DeadLetter> deadLetters;
    private transient ListState<DefinitionRecord> records;
    private transient DefinitionLog log;
    private transient List<SloUpdate> initialUpdates;
    private transient DefinitionMetrics counters;
    private transient long rejectedThrough;
    private transient boolean isInitialEmitted;

    /** Creation of the dead letters of documents. */
    public interface DeadLetterFactory extends Serializable {
        /**
         * A dead letter.
         *
         * @param offset offset of the document in the topic of definitions
         * @param document bytes of the document
         */
        DeadLetter of(RejectReason reason, String tenant, long offset, byte[] document);
    }

    /**
     * A compiling operator.
     *
     * @param initial documents that were in the topic before the job started
     * @param start definitions that {@code initial} defines
     * @param deadLetters side output of invalid documents
     */
    public DefinitionOperator(
            InitialDefinitions initial,
            SloStart start,
            DeadLetterFactory deadLetterFactory,
            OutputTag<DeadLetter> deadLetters) {
        this.initial = initial;
        this.start = start;
        this.deadLetterFactory = deadLetterFactory;
        this.deadLetters = deadLetters;
    }

    /** The state of the documents. */
    static ListStateDescriptor<DefinitionRecord> recordsDescriptor() {
        return StateDescriptors.list("definition-log", new DefinitionRecordFormat());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        OperatorStateStore store = context.getOperatorStateStore();
        records = store.getListState(recordsDescriptor());
        List<DefinitionRecord> restored = new ArrayList<>();
        for (Object saved : ReplacedStates.takeList(REPLACED, store)) {
            restored.add(SavedDefinitions.document(saved));
        }
        records.get().forEach(restored::add);
        // The job that wrote the state has emitted the dead letters of its documents.
        rejectedThrough =
                restored.stream().mapToLong(DefinitionRecord::offset).max().orElse(-1);
        log = DefinitionLog.resume(restored, initial);
        initialUpdates = new ArrayList<>(start.updates());
        initialUpdates.addAll(log.removedSince(new DefinitionLog(restored), start));
    }

    @Override
    public void open() throws Exception {
        super.open();
        counters = new DefinitionMetrics(getMetricGroup());
        counters.publish(log);
        new FlushTimer(getProcessingTimeService(), 0, this::emitInitial).schedule();
    }

    /** Emits the initial dead letters before the snapshot that marks them as emitted. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        emitInitial();
    }

    /** A bounded input can end before the timer has fired. */
    @Override
    public void endInput() {
        emitInitial();
    }

    @Override
    public void processElement(StreamRecord<DefinitionRecord> element) {
        DefinitionRecord record = element.getValue();
        DefinitionLog.Change change = log.apply(record);
        counters.publish(log);
        change.updates().forEach(this::emit);
        reject(record, change.problems());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        records.update(log.records());
    }

    private void emitInitial() {
        if (isInitialEmitted) {
            return;
        }
        isInitialEmitted = true;
        initialUpdates.forEach(this::emit);
        initialUpdates.clear();
        for (DefinitionRecord record : initial.records()) {
            if (record.offset() > rejectedThrough) {
                reject(record, log.problems(record));
            }
        }
    }

    /** Reports a record that is held back; a deletion that is held back has no bytes. */
    private void reject(DefinitionRecord record, List<Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        String document = record.document();
        for (Problem problem : problems) {
            LOG.warn("definition {} is refused: {}: {}", record.key(), problem.path(), problem.message());
        }
        String tenant = record.key().substring(0, Math.max(0, record.key().indexOf('/')));
        output.collect(
                deadLetters,
                new StreamRecord<>(deadLetterFactory.of(
                        RejectReason.INVALID_FIELD,
                        tenant,
                        record.offset(),
                        document == null ? NO_BYTES : document.getBytes(StandardCharsets.UTF_8))));
    }

    private void emit(SloUpdate update) {
        counters.updated();
        output.collect(new StreamRecord<>(update));
    }
}
