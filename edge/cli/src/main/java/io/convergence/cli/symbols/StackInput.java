package io.convergence.cli.symbols;

import io.convergence.cli.command.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The stack on standard input. */
final class StackInput {
    private static final int MAX_STACK = 256 * 1024;

    private StackInput() {}

    /** Reads the whole input. */
    static String read() throws UsageException, IOException {
        byte[] bytes = System.in.readNBytes(MAX_STACK + 1);
        if (bytes.length > MAX_STACK) {
            throw new UsageException("the stack must not exceed " + MAX_STACK + " bytes");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new UsageException("standard input has no stack");
        }
        return text;
    }
}
