# The relay on a Java 17 runtime. Build the jars first: mvn -DskipTests -pl edge/relay -am package
#   docker build -f docker/relay.Dockerfile -t convergence/relay:0.1.0-SNAPSHOT .
FROM eclipse-temurin:17.0.17_10-jre-noble

RUN useradd --system --uid 10001 --no-create-home relay
WORKDIR /opt/convergence
COPY edge/relay/target/lib lib
COPY edge/relay/target/convergence-relay-*.jar lib/
COPY conf/relay.properties conf/routes.yaml conf/
USER 10001

# Inside a container the management port listens on all addresses; publish it to operators only.
EXPOSE 8095
HEALTHCHECK --interval=10s --timeout=2s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8095 && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q 200 <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-cp", "lib/*", \
  "io.convergence.relay.Relay", "--config", "conf/relay.properties", "--management.host", "0.0.0.0"]
CMD []
