package io.convergence.jobs.topology;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.flink.intake.Timed;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Output streams of the intake, which every branch reads.
 *
 * @param views page views, each with the event time that its partition had reached
 * @param results results of synthetic checks of any type, each with the event time that its partition had reached
 * @param deadLetters dead letters of rejected records
 */
public record IntakeOutputs(
        DataStream<Timed<Beacon>> views,
        DataStream<Timed<SyntheticResult>> results,
        DataStream<DeadLetter> deadLetters) {}
