package io.convergence.core.slo.openslo;

import io.convergence.core.slo.openslo.document.DocumentKind;
import io.convergence.core.yaml.QuotedText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The documents among which the references of one tenant are resolved: its own documents, and the documents without a
 * tenant that they refer to. Of two documents with the same kind and name the later one is an error; of a kind that only
 * describes, it is left out with a warning.
 */
final class TenantScope {
    /** Kinds on whose content no count and no alert depends. */
    private static final Set<DocumentKind> DESCRIPTIVE =
            EnumSet.of(DocumentKind.SERVICE, DocumentKind.DATA_SOURCE, DocumentKind.ALERT_NOTIFICATION_TARGET);

    private final @Nullable String tenant;
    private final Map<String, ParsedDocument> own;
    private final Map<String, ParsedDocument> shared;
    private final Set<ParsedDocument> members;

    /**
     * The scope of a tenant.
     *
     * @param tenant null when no document names one
     * @param own the tenant's documents
     * @param shared documents without a tenant; those that are referred to become members
     */
    TenantScope(@Nullable String tenant, List<ParsedDocument> own, List<ParsedDocument> shared) {
        this.tenant = tenant;
        this.own = byName(own);
        this.shared = byName(shared);
        this.members = new LinkedHashSet<>(own);
        members.removeIf(this::isDuplicate);
        Deque<ParsedDocument> open = new ArrayDeque<>(members);
        while (!open.isEmpty()) {
            for (DocumentSpec.Link link : open.remove().spec().links()) {
                ParsedDocument target = find(link.kind(), link.reference().name());
                if (target != null && members.add(target)) {
                    open.add(target);
                }
            }
        }
    }

    @Nullable
    String tenant() {
        return tenant;
    }

    Set<ParsedDocument> members() {
        return members;
    }

    /** The documents of a kind: the tenant's own ones in the order of the texts, then the others. */
    List<ParsedDocument> members(DocumentKind kind) {
        return members.stream().filter(document -> document.kind() == kind).toList();
    }

    /** The document of a kind and name, or null. The tenant's own one has precedence. */
    @Nullable
    ParsedDocument find(DocumentKind kind, String name) {
        String key = key(kind, name);
        ParsedDocument found = own.get(key);
        return found == null ? shared.get(key) : found;
    }

    /** Whether a document is of a descriptive kind and the tenant has an earlier one of the same name. */
    boolean isDuplicate(ParsedDocument document) {
        String name = document.name();
        ParsedDocument first = name == null ? null : own.get(key(document.kind(), name));
        return DESCRIPTIVE.contains(document.kind()) && first != null && first != document;
    }

    private static Map<String, ParsedDocument> byName(List<ParsedDocument> documents) {
        Map<String, ParsedDocument> byName = new HashMap<>();
        for (ParsedDocument document : documents) {
            String name = document.name();
            ParsedDocument first = name == null ? null : byName.putIfAbsent(key(document.kind(), name), document);
            if (name != null && first != null) {
                String message = document.kind().label() + ' ' + QuotedText.of(name) + " is already defined at "
                        + first.location();
                if (DESCRIPTIVE.contains(document.kind())) {
                    document.problems().warning(document.namePosition(), message + "; this one is left out");
                } else {
                    document.problems().error(document.namePosition(), message);
                }
            }
        }
        return byName;
    }

    private static String key(DocumentKind kind, String name) {
        return kind.label() + '/' + name;
    }
}
