package io.convergence.jobs.kafka;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.settings.Secret;
import io.convergence.flink.slo.DefinitionOperator;
import io.convergence.jobs.settings.SourceSettings;

/** Factory of dead letters of documents that the job rejects from the definition topic. */
public final class DefinitionDeadLetters implements DefinitionOperator.DeadLetterFactory {
    private static final long serialVersionUID = 1;

    private final String topic;
    private final Secret fingerprintSecret;

    private DefinitionDeadLetters(String topic, Secret fingerprintSecret) {
        this.topic = topic;
        this.fingerprintSecret = fingerprintSecret;
    }

    /** The factory of a job. */
    public static DefinitionDeadLetters of(SourceSettings settings) {
        return new DefinitionDeadLetters(
                settings.topics().definitions(), settings.intake().fingerprintSecret());
    }

    @Override
    public DeadLetter of(RejectReason reason, String tenant, long offset, byte[] document) {
        String fingerprint = new Fingerprint(fingerprintSecret).of(document);
        return new DeadLetter(reason, tenant, topic, 0, offset, document.length, fingerprint);
    }
}
