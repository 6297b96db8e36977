package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BeaconTableIT {
    private static StartedGateway gateway;

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(Broker.shared());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void anAcceptedBeaconIsOnKafkaOnceItIsAnswered() {
        var before = Broker.shared().ends("rum.beacons");
        HttpResponse<String> answer = gateway.post(
                "{\"v\":1,\"key\":\"pk_open\",\"consent\":true,\"host\":\"web.acme.example\",\"page\":\"/a/123\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":true}");
        List<ConsumerRecord<String, String>> records = Broker.shared().since(before, "rum.beacons").stream()
                .filter(record -> record.key() != null)
                .toList();
        assertThat(records).hasSize(1);
    }
}
