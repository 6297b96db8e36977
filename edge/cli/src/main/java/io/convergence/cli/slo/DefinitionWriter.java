package io.convergence.cli.slo;

import io.convergence.cli.command.CommandOutput;

/**
 * Writes to the topic of definitions and prints a line for each document.
 *
 * @param topic written to
 * @param output takes the lines
 * @param dryRun whether to print only
 */
record DefinitionWriter(DefinitionTopic topic, CommandOutput output, boolean dryRun) {

    /** Publishes a document. */
    void publish(String key, String text) throws BrokerException, InterruptedException {
        if (dryRun) {
            output.line("would publish " + key);
        } else {
            topic.publish(key, text);
            output.line("published " + key);
        }
    }

    /** Deletes a document. */
    void delete(String key) throws BrokerException, InterruptedException {
        if (dryRun) {
            output.line("would delete " + key);
        } else {
            topic.publish(key, null);
            output.line("deleted " + key);
        }
    }
}
