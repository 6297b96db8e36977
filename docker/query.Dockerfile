# The query service with the console on a Java 17 runtime. Build the jars first: mvn -DskipTests -pl edge/query -am package
#   docker build -f docker/query.Dockerfile -t convergence/query:0.1.0-SNAPSHOT .
FROM eclipse-temurin:17.0.17_10-jre-noble

# Recordings of sessions, replay.directory, are in a volume at /var/lib/convergence that the gateways share.
RUN useradd --system --uid 10001 --no-create-home query && install --directory --owner 10001 /var/lib/convergence
WORKDIR /opt/convergence
COPY edge/query/target/lib lib
COPY edge/query/target/convergence-query-*.jar lib/
COPY conf/query.properties conf/access.yaml conf/apps.yaml conf/
USER 10001

# Inside a container both ports listen on all addresses; publish 8093 to operators only, and 8092 through a proxy that ends
# TLS. Half of the container's memory is the heap; query.cache-bytes is within it.
EXPOSE 8092 8093
HEALTHCHECK --interval=10s --timeout=2s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8093 && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q 200 <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-cp", "lib/*", \
  "io.convergence.query.Query", "--config", "conf/query.properties", "--server.host", "0.0.0.0", \
  "--management.host", "0.0.0.0"]
CMD []
