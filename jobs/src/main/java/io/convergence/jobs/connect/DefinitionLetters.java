package io.convergence.jobs.connect;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.flink.slo.DefinitionOperator;
import io.convergence.jobs.kafka.Fingerprint;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.Secret;

/** Writes the dead letters of documents in the topic of definitions. */
public final class DefinitionLetters implements DefinitionOperator.DeadLetterFactory {
    private static final long serialVersionUID = 1;

    private final String topic;
    private final Secret fingerprintSecret;

    private DefinitionLetters(String topic, Secret fingerprintSecret) {
        this.topic = topic;
        this.fingerprintSecret = fingerprintSecret;
    }

    /** Those of a job. */
    public static DefinitionLetters of(ConvergenceSettings settings) {
        return new DefinitionLetters(
                settings.topics().definitions(), settings.intake().fingerprintSecret());
    }

    @Override
    public DeadLetter of(RejectReason reason, String tenant, long offset, byte[] document) {
        String fingerprint = new Fingerprint(fingerprintSecret).of(document);
        return new DeadLetter(reason, tenant, topic, 0, offset, document.length, fingerprint);
    }
}
