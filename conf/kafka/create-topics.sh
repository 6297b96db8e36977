#!/usr/bin/env bash
# Creates the topics of topics.conf, or of the file that TOPICS_FILE names, in the same directory. Runs in the image of Kafka:
#   create-topics.sh BOOTSTRAP-SERVERS REPLICATION-FACTOR [CLIENT-PROPERTIES-FILE]
set -euo pipefail

servers=$1
replication=$2
client=()
if (($# > 2)); then
  client=(--command-config "$3")
fi

while read -r topic partitions settings; do
  case "$topic" in "" | \#*) continue ;; esac
  arguments=()
  for setting in $settings; do
    arguments+=(--config "$setting")
  done
  "${KAFKA_HOME:-/opt/kafka}/bin/kafka-topics.sh" --bootstrap-server "$servers" ${client[@]+"${client[@]}"} \
    --create --if-not-exists --topic "$topic" --partitions "$partitions" \
    --replication-factor "$replication" "${arguments[@]}"
done <"$(dirname "$0")/${TOPICS_FILE:-topics.conf}"
