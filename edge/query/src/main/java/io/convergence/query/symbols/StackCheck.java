package io.convergence.query.symbols;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.Reply;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.StackStatus;
import io.convergence.symbols.store.ArchiveKey;
import io.convergence.symbols.store.StackQuery;
import io.convergence.symbols.store.StoredStacks;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Answers with a stack that was resolved, or with the reason. */
final class StackCheck {
    private final StoredStacks stacks;

    StackCheck(StoredStacks stacks) {
        this.stacks = stacks;
    }

    Reply check(String tenant, SourcemapFields fields) {
        ArchiveKey key = fields.key();
        String stack = fields.text("error_stack");
        if (stack.isBlank()) {
            throw new SourcemapProblem(400, "error_stack not found");
        }
        if (stack.length() > StoredStacks.MAX_STACK) {
            throw new SourcemapProblem(413, "error_stack must not exceed " + StoredStacks.MAX_STACK + " characters");
        }
        List<SymbolPlatform> platforms = List.of(key.platform());
        try {
            ResolvedStack resolved = stacks.resolve(new StackQuery(
                            tenant,
                            key.name().appId(),
                            key.name().env(),
                            key.name().version(),
                            platforms,
                            stack,
                            Map.of()))
                    .stack();
            ObjectNode content = JsonNodeFactory.instance
                    .objectNode()
                    .put("error_stack", resolved.text() == null ? stack : resolved.text())
                    .put("original_error_stack", stack);
            return resolved.text() == null
                    ? Reply.json(200, SourcemapReply.body(content, reason(resolved, key), false))
                    : SourcemapReply.success(content);
        } catch (IOException e) {
            throw new SourcemapProblem(503, "a symbol file cannot be read now");
        }
    }

    private static String reason(ResolvedStack resolved, ArchiveKey key) {
        List<String> files = resolved.missing().isEmpty() ? resolved.unmatched() : resolved.missing();
        String names =
                resolved.status() == StackStatus.NO_ZIP || files.isEmpty() ? key.label() : String.join(", ", files);
        return "fetch original source information failed, make sure sourcemap file [" + names + "] is valid";
    }
}
