package io.convergence.launcher.deploy;

import static io.convergence.launcher.deploy.DeploymentFiles.entries;
import static io.convergence.launcher.deploy.DeploymentFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.settings.CommandLine;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.query.settings.QuerySettings;
import io.convergence.recordings.s3.S3Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stores of recordings in the deployment files: a volume that the gateway and the query service share, or a bucket. */
class RecordingsTest {
    private static final String COMPONENTS = "docker/kubernetes-events/";
    private static final List<String> SERVICES = List.of("gateway", "query");
    private static final Set<String> KEYS = Set.of("CONVERGENCE_S3_ACCESS_KEY", "CONVERGENCE_S3_SECRET_KEY");
    private static final ComposeFile COMPOSE = new ComposeFile();

    @Test
    void composeMountsOneVolumeForBothThatTheirUserCanWrite() {
        assertThat(COMPOSE.volumes().has("recordings")).isTrue();
        for (String name : SERVICES) {
            JsonNode service = COMPOSE.service(name);
            assertThat(texts(service.path("volumes"))).contains("recordings:/var/lib/convergence");
            assertThat(options(texts(service.path("command"))))
                    .containsEntry("replay.directory", "/var/lib/convergence/recordings");
            Dockerfile image = Dockerfile.read("docker/" + name + ".Dockerfile");
            assertThat(image.all("RUN"))
                    .anyMatch(
                            run -> run.contains("--owner " + image.last("USER").trim() + " /var/lib/convergence"));
        }
    }

    @Test
    void composeStoresInABucketWithTheOtherFile() {
        JsonNode services = DeploymentFiles.document("docker/compose-s3.yaml").path("services");
        for (String name : SERVICES) {
            JsonNode service = services.path(name);
            Map<String, String> environment = entries(service.path("environment"));
            assertThat(environment.keySet()).isEqualTo(KEYS);
            assertThat(environment.values()).allMatch(value -> value.matches("\\$\\{\\w+:\\?[^}]+}"));
            Map<String, String> options = new HashMap<>(options(texts(service.path("command"))));
            assertThat(options.get("replay.s3.bucket")).matches("\\$\\{CONVERGENCE_S3_BUCKET:\\?[^}]+}");
            options.replace("replay.s3.bucket", "recordings");
            options.computeIfPresent("events.enabled", (key, value) -> ComposeFile.resolve(value));
            assertThat(s3(name, options).bucket()).isEqualTo("recordings");
            Map<String, String> others =
                    new HashMap<>(options(texts(COMPOSE.service(name).path("command"))));
            others.remove("replay.directory");
            others.computeIfPresent("events.enabled", (key, value) -> ComposeFile.resolve(value));
            assertThat(options).containsAllEntriesOf(others);
        }
    }

    @Test
    void kubernetesMountsOneClaimForBothThatSeveralNodesCanWrite() throws JsonProcessingException {
        assertThat(texts(DeploymentFiles.document(COMPONENTS + "kustomization.yaml")
                        .path("components")))
                .containsExactly("recordings-volume");
        JsonNode claim = DeploymentFiles.document(COMPONENTS + "recordings-volume/volume.yaml");
        assertThat(KubernetesObjects.parseStrictly(claim)).isNotNull();
        assertThat(texts(claim.at("/spec/accessModes"))).containsExactly("ReadWriteMany");
        for (String name : SERVICES) {
            JsonNode pod = patched("recordings-volume", name).at("/spec/template/spec");
            JsonNode container = pod.at("/containers/0");
            Map<String, String> options = options(texts(container.path("args")));
            JsonNode mount = last(container.path("volumeMounts"));
            assertThat(options.get("replay.directory"))
                    .startsWith(mount.path("mountPath").asText() + "/");
            JsonNode volume = last(pod.path("volumes"));
            assertThat(volume.path("name")).isEqualTo(mount.path("name"));
            assertThat(volume.at("/persistentVolumeClaim/claimName")).isEqualTo(claim.at("/metadata/name"));
            assertThat(pod.at("/securityContext/fsGroup")).isEqualTo(pod.at("/securityContext/runAsUser"));
        }
    }

    @Test
    void kubernetesStoresInABucketWithTheOtherComponent() throws JsonProcessingException {
        JsonNode policy = DeploymentFiles.document(COMPONENTS + "recordings-s3/network-policy.yaml");
        assertThat(KubernetesObjects.parseStrictly(policy)).isNotNull();
        assertThat(texts(policy.at("/spec/podSelector/matchExpressions/0/values")))
                .isEqualTo(SERVICES);
        for (String name : SERVICES) {
            JsonNode container = patched("recordings-s3", name).at("/spec/template/spec/containers/0");
            assertThat(s3(name, options(texts(container.path("args")))).bucket())
                    .isEqualTo("convergence-recordings");
            container
                    .path("env")
                    .forEach(variable -> assertThat(
                                    variable.at("/valueFrom/secretKeyRef/key").asText())
                            .isEqualTo(variable.path("name").asText()));
            assertThat(container.path("env").findValuesAsText("name")).containsAll(KEYS);
        }
        assertThat(DeploymentFiles.variablesOf("edge/recordings")).containsAll(KEYS);
    }

    /** The bucket of a service that is started with options. */
    private static S3Settings s3(String service, Map<String, String> options) {
        Map<String, String> environment = new HashMap<>(ComposeFile.ENVIRONMENT);
        KEYS.forEach(key -> environment.put(key, "a-value-of-" + key));
        S3Settings s3 = service.equals("gateway")
                ? GatewaySettings.from(options, environment)
                        .events()
                        .recordings()
                        .s3()
                : QuerySettings.from(options, environment).recordings().s3();
        return Objects.requireNonNull(s3);
    }

    private static Map<String, String> options(List<String> arguments) {
        return CommandLine.parse(arguments.toArray(new String[0]));
    }

    /** A deployment with the additions of a component (RFC 6902). */
    private static JsonNode patched(String component, String deployment) throws JsonProcessingException {
        JsonNode patched = KubernetesObjects.object("Deployment", deployment).deepCopy();
        JsonNode patch = DeploymentFiles.document(COMPONENTS + component + "/kustomization.yaml")
                .at("/patches/0");
        assertThat(deployment).matches(patch.at("/target/name").asText());
        for (JsonNode operation : DeploymentFiles.yaml(patch.path("patch").asText())) {
            assertThat(operation.path("op").asText()).isEqualTo("add");
            String path = operation.path("path").asText();
            JsonNode parent = patched.at(path.substring(0, path.lastIndexOf('/')));
            if (parent instanceof ArrayNode list) {
                assertThat(path).endsWith("/-");
                list.add(operation.path("value"));
            } else {
                ((ObjectNode) parent).set(path.substring(path.lastIndexOf('/') + 1), operation.path("value"));
            }
        }
        assertThat(KubernetesObjects.parseStrictly(patched)).isNotNull();
        return patched;
    }

    private static JsonNode last(JsonNode list) {
        return list.get(list.size() - 1);
    }
}
