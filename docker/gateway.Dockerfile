# The gateway on a Java 17 runtime. Build the jars first: mvn -DskipTests -pl edge/gateway -am package
#   docker build -f docker/gateway.Dockerfile -t convergence/gateway:0.1.0-SNAPSHOT .
FROM eclipse-temurin:17.0.17_10-jre-noble

# Recordings of sessions, replay.directory, are in a volume at /var/lib/convergence that the query service shares.
RUN useradd --system --uid 10001 --no-create-home gateway && install --directory --owner 10001 /var/lib/convergence
WORKDIR /opt/convergence
COPY edge/gateway/target/lib lib
COPY edge/gateway/target/convergence-gateway-*.jar lib/
COPY conf/gateway.properties conf/apps.yaml conf/
USER 10001

# Inside a container both ports listen on all addresses; publish 8091 to operators only. The gateway's options bound its
# memory: half of the container's memory is the heap, the rest is for buffers and threads.
EXPOSE 8090 8091
HEALTHCHECK --interval=10s --timeout=2s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8091 && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q 200 <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-cp", "lib/*", \
  "io.convergence.gateway.Gateway", "--config", "conf/gateway.properties", "--server.host", "0.0.0.0", \
  "--management.host", "0.0.0.0"]
CMD []
