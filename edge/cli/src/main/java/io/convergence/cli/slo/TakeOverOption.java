package io.convergence.cli.slo;

import picocli.CommandLine.Option;

/** The option that replaces documents that were changed over HTTP. */
final class TakeOverOption {
    static final String NAME = "--take-over";

    @Option(
            names = NAME,
            description = "Also write documents that were changed over HTTP last. They are managed by files then.")
    boolean takeOver;
}
