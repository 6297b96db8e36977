package io.convergence.symbols.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.file.MappedCopies;
import io.convergence.symbols.resolve.ArchiveResolver;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.StackStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Resolver of stacks with the archives of a database. A name is looked up once for each stack, and the stack stays with that
 * archive. Stacks of one archive are resolved one at a time. Thread-safe.
 */
public final class StoredStacks {
    /** Most characters of a stack. */
    public static final int MAX_STACK = 256 * 1024;

    private static final int MAX_NAMES = 10_000;
    private static final int LOCKS = 64;
    private static final int RESULT_OVERHEAD = 512;

    private final TenantTransactions transactions;
    private final ResolveObserver observer;
    private final ArchiveRows rows;
    private final FileCache files;
    private final MappedCopies copies;
    private final Cache<Name, Optional<StoredArchive>> names;
    private final Cache<ResultKey, ResolvedStack> results;
    private final List<Object> locks =
            IntStream.range(0, LOCKS).mapToObj(index -> new Object()).toList();

    /** A resolver that has read nothing yet. */
    public StoredStacks(TenantTransactions transactions, SymbolBounds bounds, ResolveObserver observer) {
        this.transactions = transactions;
        this.observer = observer;
        rows = new ArchiveRows(transactions);
        files = new FileCache(bounds.memory());
        copies = new MappedCopies(bounds.directory());
        names = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfter(Expiry.<Name, Optional<StoredArchive>>writing(
                        (name, archive) -> archive.isPresent() ? bounds.found() : bounds.absent()))
                .executor(Runnable::run)
                .build();
        results = Caffeine.newBuilder()
                .maximumWeight(Math.max(1, bounds.results()))
                .weigher(StoredStacks::weight)
                .executor(Runnable::run)
                .build();
    }

    private record Name(String tenant, ArchiveKey key) {}

    private record ResultKey(long archive, String stack, Map<String, String> debugIds) {}

    /** Bytes of files that are kept. */
    public long bytes() {
        return files.bytes();
    }

    /** Number of files that were dropped because of the bound on memory. */
    public long evictions() {
        return files.evictions();
    }

    /** Looks the archive of a name up again with the next stack: it was uploaded or deleted. */
    public void forget(String tenant, ArchiveKey key) {
        names.invalidate(new Name(tenant, key));
    }

    /**
     * Resolves a stack with the first platform that has an archive.
     *
     * @throws IOException if a file of the archive cannot be read now
     */
    public ArchivedStack resolve(StackQuery query) throws IOException {
        StackStatus refused = refusal(query);
        if (refused != null) {
            return ArchivedStack.without(refused);
        }
        for (Name named : names(query)) {
            StoredArchive archive = archive(named);
            if (archive != null) {
                try {
                    return resolve(query, named, archive);
                } catch (RetiredArchive outdated) {
                    names.invalidate(named);
                    StoredArchive next = archive(named);
                    return next == null ? ArchivedStack.without(StackStatus.NO_ZIP) : resolve(query, named, next);
                }
            }
        }
        return ArchivedStack.without(StackStatus.NO_ZIP);
    }

    /**
     * Resolves a stack with the present archives, also where they were looked up a moment ago.
     *
     * @throws IOException if a file of the archive cannot be read now
     */
    public ArchivedStack resolveNow(StackQuery query) throws IOException {
        if (refusal(query) == null) {
            names.invalidateAll(names(query));
        }
        return resolve(query);
    }

    /** The result that {@link #resolve} would return from memory; empty when the database has to be read. */
    public Optional<ArchivedStack> known(StackQuery query) {
        StackStatus refused = refusal(query);
        if (refused != null) {
            return Optional.of(ArchivedStack.without(refused));
        }
        for (Name named : names(query)) {
            Optional<StoredArchive> archive = names.getIfPresent(named);
            if (archive == null) {
                return Optional.empty();
            }
            if (archive.isPresent()) {
                ResolvedStack known = results.getIfPresent(key(query, archive.get()));
                return known == null
                        ? Optional.empty()
                        : Optional.of(new ArchivedStack(archive.get().id(), known));
            }
        }
        return Optional.of(ArchivedStack.without(StackStatus.NO_ZIP));
    }

    private static @Nullable StackStatus refusal(StackQuery query) {
        if (query.appId().isEmpty() || query.stack().isBlank()) {
            return StackStatus.LACK_FIELD;
        }
        if (query.stack().length() > MAX_STACK) {
            return StackStatus.TOO_LARGE;
        }
        boolean isNamed = ArchiveName.problem(query.appId(), query.env(), query.version()) == null;
        return isNamed ? null : StackStatus.NO_ZIP;
    }

    private static List<Name> names(StackQuery query) {
        ArchiveName name = new ArchiveName(query.appId(), query.env(), query.version());
        return query.platforms().stream()
                .map(platform -> new Name(query.tenant(), new ArchiveKey(platform, name)))
                .toList();
    }

    private static ResultKey key(StackQuery query, StoredArchive archive) {
        return new ResultKey(archive.id(), query.stack(), query.debugIds());
    }

    private ArchivedStack resolve(StackQuery query, Name named, StoredArchive archive) throws IOException {
        ResultKey key = key(query, archive);
        ResolvedStack known = results.getIfPresent(key);
        if (known != null) {
            return new ArchivedStack(archive.id(), known);
        }
        synchronized (locks.get((int) (archive.id() % LOCKS))) {
            ResolvedStack meanwhile = results.getIfPresent(key);
            if (meanwhile != null) {
                return new ArchivedStack(archive.id(), meanwhile);
            }
            long started = observer.nanos();
            CachedFiles content = new CachedFiles(transactions, files, copies, query.tenant(), archive);
            ResolvedStack resolved = new ArchiveResolver(content).resolve(query.stack(), query.debugIds());
            observer.resolved(named.key().platform(), resolved, observer.nanos() - started);
            results.put(key, resolved);
            return new ArchivedStack(archive.id(), resolved);
        }
    }

    // Loads within the cache: an invalidation waits for the look-up that is running, so that a look-up from before an
    // upload
    // does not remain after it.
    private @Nullable StoredArchive archive(Name name) {
        return names.get(name, this::find).orElse(null);
    }

    private Optional<StoredArchive> find(Name name) {
        Optional<StoredArchive> found = rows.find(name.tenant(), name.key());
        found.ifPresent(archive -> rows.touch(name.tenant(), archive.id()));
        return found;
    }

    private static int weight(ResultKey key, ResolvedStack stack) {
        int text = stack.text() == null ? 0 : stack.text().length();
        return RESULT_OVERHEAD
                + 2 * (key.stack().length() + text)
                + 200 * stack.frames().size();
    }
}
