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
import java.io.Serializable;
import io.convergence.flink.state.DefinitionRecordFormat;
import io.convergence.flink.state.ReplacedStates;
import io.convergence.flink.state.StateDescriptors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns documents into definitions, in one subtask, so that references between documents are resolved once. A document
 * that is wrong goes to the dead letters, with a line in the log for each problem, and stops nothing.
 *
 * <p>State: {@code definition-log}, the newest version of each document, and of those that are wrong the last that
 * was right. A savepoint of the first release has {@code definition-records} in its place, which is converted when it is
 * restored.
 */
public final class DefinitionOperator extends AbstractStreamOperator<SloUpdate>
        implements OneInputStreamOperator<DefinitionRecord, SloUpdate>, BoundedOneInput, ProcessingTimeCallback {
    private static final String REPLACED = "definition-records";
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionOperator.class);

    private final InitialDefinitions initial;
    private final SloStart start;
    private final Letters letters;
    private final OutputTag<DeadLetter> deadLetters;
    private transient ListState<DefinitionRecord> records;
    private transient DefinitionLog log;
    private transient List<SloUpdate> atStart;
    private transient DefinitionMetrics counters;
    private transient long refusedThrough;
    private transient boolean startIsSaid;
    private transient @Nullable ScheduledFuture<?> sayingStart;

    /** Writes the dead letter of a document. */
    public interface Letters extends Serializable {
        /**
         * A dead letter.
         *
         * @param document the document's bytes
         * @param offset where it stands in the topic of definitions
         */
        DeadLetter of(RejectReason reason, String tenant, long offset, byte[] document);
    }

    /** Reads documents after those that a job starts with. */
    public DefinitionOperator(
            InitialDefinitions initial, SloStart start, Letters letters, OutputTag<DeadLetter> deadLetters) {
        this.initial = initial;
        this.start = start;
        this.letters = letters;
        this.deadLetters = deadLetters;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        OperatorStateStore store = context.getOperatorStateStore();
        records = store.getListState(recordsDescriptor());
        List<DefinitionRecord> known = new ArrayList<>();
        for (Object saved : ReplacedStates.takeList(REPLACED, store)) {
            known.add(SavedDefinitions.document(saved));
        }
        records.get().forEach(known::add);
        atStart = new ArrayList<>(start.updates());
        // What was refused before the state was written is not refused again.
        refusedThrough =
                known.stream().mapToLong(DefinitionRecord::offset).max().orElse(-1);
        log = new DefinitionLog(merged(known));
        atStart.addAll(log.removedSince(new DefinitionLog(known), start));
    }

    @Override
    public void open() throws Exception {
        super.open();
        counters = new DefinitionMetrics(getMetricGroup());
        counters.hold(log);
        sayingStart = getProcessingTimeService()
                .registerTimer(getProcessingTimeService().getCurrentProcessingTime(), this);
    }

    /** What is refused at the start is said before the state says that it was. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        sayStart();
    }

    /** What the job starts with is said once it runs. */
    @Override
    public void onProcessingTime(long timestamp) {
        sayStart();
    }

    /** An input may end before the time has come to say what it starts with. */
    @Override
    public void endInput() {
        sayStart();
    }

    @Override
    public void processElement(StreamRecord<DefinitionRecord> element) {
        DefinitionRecord record = element.getValue();
        DefinitionLog.Change change = log.apply(record);
        counters.hold(log);
        change.updates().forEach(this::emit);
        refuse(record, change.problems());
    }

    @Override
    public void close() throws Exception {
        if (sayingStart != null) {
            sayingStart.cancel(false);
        }
        super.close();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        records.update(log.records());
    }

    private static ListStateDescriptor<DefinitionRecord> recordsDescriptor() {
        return StateDescriptors.list("definition-log", new DefinitionRecordFormat());
    }

    private void sayStart() {
        if (startIsSaid) {
            return;
        }
        startIsSaid = true;
        atStart.forEach(this::emit);
        atStart.clear();
        for (DefinitionRecord record : initial.records()) {
            if (record.offset() > refusedThrough) {
                refuse(record, log.problems(record));
            }
        }
    }

    /** What was remembered, less what the topic no longer holds, with what it holds now. */
    private List<DefinitionRecord> merged(List<DefinitionRecord> remembered) {
        Set<String> held = new HashSet<>();
        initial.records().forEach(record -> held.add(record.key()));
        List<DefinitionRecord> merged = new ArrayList<>();
        for (DefinitionRecord record : remembered) {
            if (record.offset() > initial.throughOffset() || held.contains(record.key())) {
                merged.add(record);
            }
        }
        merged.addAll(initial.records());
        return merged;
    }

    private void refuse(DefinitionRecord record, List<Problem> problems) {
        String document = record.document();
        if (problems.isEmpty() || document == null) {
            return;
        }
        for (Problem problem : problems) {
            LOG.warn("definition {} is refused: {}: {}", record.key(), problem.path(), problem.message());
        }
        String tenant = record.key().substring(0, Math.max(0, record.key().indexOf('/')));
        output.collect(
                deadLetters,
                new StreamRecord<>(letters.of(
                        RejectReason.INVALID_FIELD,
                        tenant,
                        record.offset(),
                        document.getBytes(StandardCharsets.UTF_8))));
    }

    private void emit(SloUpdate update) {
        counters.updated();
        output.collect(new StreamRecord<>(update));
    }
}
