# The command line on a Java 17 runtime. Build the jar first: mvn -DskipTests -pl edge/cli -am package
#   docker build -f docker/cli.Dockerfile -t convergence/cli:0.1.0-SNAPSHOT .
#   docker run --rm -v "$PWD/conf/slo:/slo:ro" -e CONVERGENCE_KAFKA_SASL_JAAS_CONFIG convergence/cli:0.1.0-SNAPSHOT \
#     slo apply /slo --bootstrap-servers broker:9093 --kafka.security.protocol=SASL_SSL --kafka.sasl.mechanism=PLAIN
FROM eclipse-temurin:17.0.17_10-jre-noble

RUN useradd --system --uid 10001 --no-create-home convergence
WORKDIR /opt/convergence
COPY edge/cli/target/convergence-cli-*.jar convergence-cli.jar
USER 10001

# Commands last a second or two: the optimising compiler would not pay off.
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-jar", "/opt/convergence/convergence-cli.jar"]
CMD ["--help"]
