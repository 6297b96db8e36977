package io.convergence.relay.receive;

import io.convergence.core.settings.Secret;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.routes.Receiver;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Requests with the record's value as it is, signed by {@link WebhookSignature}. */
final class WebhookWriter implements MessageWriter {
    private final URI url;
    private final List<Secret> secrets;

    WebhookWriter(Receiver receiver) {
        this.url = receiver.urls().get(0);
        this.secrets = receiver.secrets();
    }

    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public List<HttpMessage> write(List<Notice> notices, Instant now) {
        DesiredSignal signal = notices.get(0).signal();
        return List.of(new HttpMessage(
                url, WebhookSignature.headers(secrets, signal.id(), signal.value(), now), signal.value()));
    }
}
