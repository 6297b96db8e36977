package io.convergence.jobs.topology;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.flink.intake.Timed;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What was read and understood, for every branch.
 *
 * @param views page views, each stamped with how far its partition had come
 * @param results results of synthetic checks of any type, stamped likewise
 * @param deadLetters what is kept of rejected records
 */
public record IntakeOutputs(
        DataStream<Timed<Beacon>> views,
        DataStream<Timed<SyntheticResult>> results,
        DataStream<DeadLetter> deadLetters) {}
