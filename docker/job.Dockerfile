# The convergence job on the official Flink image. Build the jar first: mvn -DskipTests -pl jobs -am package
#   docker build -f docker/job.Dockerfile -t convergence/job:0.1.0-SNAPSHOT .
FROM flink:2.2.1-java17

# Flink's own classes and its Prometheus reporter (plugins/metrics-prometheus) come from the image; the jar brings the
# connectors, the migrations and the job. The entry point writes addresses into conf/config.yaml, as the user flink.
COPY --chown=flink:flink jobs/target/convergence-jobs-*-shaded.jar /opt/flink/usrlib/convergence-jobs.jar
COPY --chown=flink:flink conf/config.yaml /opt/flink/conf/config.yaml
COPY --chown=flink:flink conf/jobs/convergence.properties /opt/convergence/conf/convergence.properties
COPY --chown=flink:flink conf/jobs/sessions.properties /opt/convergence/conf/sessions.properties

# Volumes mounted here inherit the owner.
USER root
RUN mkdir -p /var/lib/flink/checkpoints /var/lib/flink/savepoints /var/lib/flink/rocksdb \
  && chown -R flink:flink /var/lib/flink
USER flink

# JobManager, TaskManager, and metrics.reporter.prom.port of conf/config.yaml. The argument of the image's entry point selects the role:
#   taskmanager
#   standalone-job --job-classname io.convergence.jobs.ConvergenceJob -- --config /opt/convergence/conf/convergence.properties ...
# The separate "--" is required: without it Flink reads --config as its own --configDir.
EXPOSE 6123 6124 8081 9249
