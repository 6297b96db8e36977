package io.convergence.launcher.cluster;

import io.convergence.kit.process.JvmCommand;
import io.convergence.kit.process.JvmProcess;
import io.convergence.launcher.system.RunningJob;
import io.convergence.launcher.system.Teardown;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rest.messages.ClusterOverviewHeaders;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;

/**
 * A Flink cluster of child processes: one JobManager, several TaskManagers, and ZooKeeper, through which a restarted
 * JobManager recovers its jobs. Each process can be killed, paused and started again. Their classpath contains only
 * Flink's own jars, so a job must contain its libraries. Not thread-safe.
 */
public final class FlinkProcesses implements AutoCloseable {
    private static final List<String> OPENS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.util=ALL-UNNAMED");

    private final Installation installation;
    private final FlinkConfiguration configuration;
    private final Teardown teardown = new Teardown();
    private final JvmProcess zooKeeper;
    private final JvmProcess jobManager;
    private final List<JvmProcess> taskManagers = new ArrayList<>();
    private final RestClusterClient<StandaloneClusterId> client;

    private FlinkProcesses(Installation installation, FlinkConfiguration configuration, int count) throws Exception {
        this.installation = installation;
        this.configuration = configuration;
        Path conf = configuration.conf();
        zooKeeper = start(
                "zookeeper",
                "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of("--zkConfigFile", conf.resolve("zoo.cfg").toString(), "--peerId", "1"));
        jobManager = start(
                "jobmanager",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of("-c", conf.toString()));
        for (int i = 1; i <= count; i++) {
            taskManagers.add(start(
                    "taskmanager-" + i,
                    "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                    List.of("-Xmx512m", "-XX:MaxDirectMemorySize=320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    List.of("-c", conf.toString())));
        }
        client = teardown.add(new RestClusterClient<>(configuration.client(), StandaloneClusterId.getInstance()));
    }

    /**
     * Starts the processes; returns before they are up.
     *
     * @param directory directory of configuration, logs, checkpoints and savepoints; created when it does not exist
     */
    public static FlinkProcesses start(Installation installation, Path directory, FlinkProcessSettings settings)
            throws Exception {
        return new FlinkProcesses(installation, FlinkConfiguration.write(directory, settings), settings.taskManagers());
    }

    /** The JobManager. */
    public JvmProcess jobManager() {
        return jobManager;
    }

    /** The TaskManagers, in the order of their start. */
    public List<JvmProcess> taskManagers() {
        return List.copyOf(taskManagers);
    }

    /** All processes. */
    public List<JvmProcess> all() {
        List<JvmProcess> all = new ArrayList<>(List.of(zooKeeper, jobManager));
        all.addAll(taskManagers);
        return all;
    }

    /** The address of the web UI. */
    public URI webInterface() {
        return URI.create(configuration.webInterface());
    }

    /** The directory with {@code config.yaml}, for {@code FLINK_CONF_DIR}. */
    public Path conf() {
        return configuration.conf();
    }

    /** The directory that savepoints are written to. */
    public Path savepoints() {
        return configuration.savepoints();
    }

    /** The configuration for clients in this process. */
    public Configuration clientConfiguration() {
        return configuration.client();
    }

    /** The number of TaskManagers that the JobManager knows; 0 while it does not answer. */
    public int registered() throws InterruptedException {
        try {
            return client.sendRequest(
                            ClusterOverviewHeaders.getInstance(),
                            EmptyMessageParameters.getInstance(),
                            EmptyRequestBody.getInstance())
                    .get()
                    .getNumTaskManagersConnected();
        } catch (ExecutionException e) {
            return 0;
        }
    }

    /** Flink's own command line for this cluster. */
    public FlinkCommandLine commandLine(Map<String, String> environment) {
        return new FlinkCommandLine(installation, configuration.conf(), configuration.logs(), environment);
    }

    /** A job of this cluster by its id. */
    public RunningJob job(JobID id) throws Exception {
        return RunningJob.find(client, id, configuration.savepoints());
    }

    /** Ends all processes; keeps checkpoints and savepoints. */
    @Override
    public void close() {
        teardown.close();
    }

    private JvmProcess start(String name, String main, List<String> jvm, List<String> arguments) {
        List<String> options = new ArrayList<>(OPENS);
        options.addAll(jvm);
        options.add("-Dlog.file=" + configuration.logs().resolve(name + ".log"));
        options.add("-Dlog4j.configurationFile=" + configuration.conf().resolve("log4j.properties"));
        JvmCommand command = new JvmCommand(main, installation.flink(), options, arguments);
        return teardown.add(JvmProcess.start(name, command, configuration.logs()));
    }
}
