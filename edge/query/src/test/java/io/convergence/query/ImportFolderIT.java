package io.convergence.query;

import static io.convergence.query.SeededQuery.GLOBEX;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.settings.Secret;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.settings.StoreSettings;
import io.convergence.query.settings.SymbolSettings;
import io.convergence.query.store.Store;
import io.convergence.query.store.SymbolTransactions;
import io.convergence.query.symbols.ImportFolder;
import io.convergence.query.symbols.Sourcemaps;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are put into a folder, with a real database. */
class ImportFolderIT {
    private static final SeededQuery QUERY = SeededQuery.start();
    private static final Store STORE = Store.open(
            new StoreSettings(
                    QUERY.sql().jdbcUrl(),
                    QUERY.options().getOrDefault("postgres.user", ""),
                    new Secret(""),
                    4,
                    Duration.ofSeconds(30)),
            new QueryMetrics());
    private static final Map<String, String> APPS = Map.of("shop", "acme", "shop-web", "globex");

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        STORE.close();
        QUERY.close();
    }

    @Test
    void filesAreStoredReplacedAndForgotten() throws Exception {
        ImportFolder imports = imports();
        put("web/shop-web-prod-1.0.zip", "a.js.map", Instant.now());
        put("web/shop-none-2-beta.zip", "b.js.map", Instant.now());
        put("web/unknown-prod-1.0.zip", "a.js.map", Instant.now());
        put("web/notes.txt", "a.js.map", Instant.now());
        Files.writeString(folder.resolve("web/shop-prod-3.zip"), "no archive");
        imports.run();
        assertThat(archives()).isEqualTo("acme|web|shop||2-beta|b.js.map, globex|web|shop-web|prod|1.0|a.js.map");
        long id = newest();

        // Equal files are stored once, by this service and by another one.
        imports.run();
        imports().run();
        assertThat(newest()).isEqualTo(id);

        put("web/shop-web-prod-1.0.zip", "c.js.map", Instant.now().plusSeconds(60));
        imports.run();
        assertThat(archives()).isEqualTo("acme|web|shop||2-beta|b.js.map, globex|web|shop-web|prod|1.0|c.js.map");

        QUERY.send(QUERY.request("/v1/sourcemap?app_id=shop-web&env=prod&version=9&token=" + GLOBEX)
                .header("Content-Type", Multipart.TYPE)
                .PUT(Multipart.file(Multipart.zip("d.js.map", map()))));
        Files.delete(folder.resolve("web/shop-web-prod-1.0.zip"));
        imports.run();
        assertThat(archives())
                .as("an uploaded archive stays")
                .isEqualTo("acme|web|shop||2-beta|b.js.map, globex|web|shop-web|prod|9|d.js.map");
        QUERY.send(QUERY.request("/v1/sourcemap?app_id=shop-web&env=prod&version=9&token=" + GLOBEX)
                .method("DELETE", BodyPublishers.noBody()));
        Files.delete(folder.resolve("web/shop-none-2-beta.zip"));
        imports.run();
        assertThat(archives()).isEmpty();
    }

    @Test
    void aFolderThatIsAwayDeletesNothing() throws Exception {
        put("web/shop-prod-1.zip", "a.js.map", Instant.now());
        ImportFolder imports = imports();
        imports.run();
        Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder, moved);
        imports.run();
        assertThat(archives()).isEqualTo("acme|web|shop|prod|1|a.js.map");
        Files.move(moved, folder);
        Files.delete(folder.resolve("web/shop-prod-1.zip"));
        imports.run();
        assertThat(archives()).isEmpty();
    }

    private ImportFolder imports() {
        SymbolSettings settings = new SymbolSettings(1 << 20, 1 << 30, 1 << 26, 180, folder, false);
        Sourcemaps sourcemaps = new Sourcemaps(
                new SymbolTransactions(STORE), settings, ForkJoinPool.commonPool(), new QueryMetrics().symbols());
        return requireNonNull(sourcemaps.imports(() -> APPS));
    }

    private void put(String file, String entry, Instant modified) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, Multipart.zip(entry, map()));
        Files.setLastModifiedTime(path, FileTime.from(modified));
    }

    private static String map() {
        return "{\"version\":3,\"sources\":[\"src/a.js\"],\"names\":[],\"mappings\":\"AAKI\"}";
    }

    /** Tenant, platform, app id, environment, version and file of each archive. */
    private static String archives() throws SQLException {
        return String.join(
                ", ",
                QUERY.sql()
                        .query("SELECT concat_ws('|', a.tenant, a.platform, a.app_id, a.env, a.version, f.path)"
                                + " FROM symbol_archives AS a JOIN symbol_files AS f USING (archive_id)"
                                + " WHERE a.retired_at IS NULL ORDER BY 1"));
    }

    private static long newest() throws SQLException {
        return Long.parseLong(
                QUERY.sql().query("SELECT max(archive_id) FROM symbol_archives").get(0));
    }
}
