package io.convergence.query.console;

import io.convergence.query.http.Digests;
import io.convergence.query.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of the classpath folder {@code console}. The page is served at every address of the console and is asked for anew
 * each time; all other files have an address that contains the digest of all files, so browsers keep them for ever.
 */
public final class ConsoleFiles {
    private static final String FOLDER = "console";
    private static final String PAGE = "index.html";

    /** The document around a recorded page. */
    private static final String FRAME = "recording/frame.html";

    private static final Pattern REFERENCE = Pattern.compile("(href|src)=\"(?:\\./|/)?([^\":#]+)\"");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon");

    /** No inline script or style, no other origin, and markup only through the policy of lit-html. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types lit-html";

    /**
     * Styles as the recorded page has them, and pictures and fonts that are part of them; nothing else from the network but the
     * files of the player. The documents within the frame inherit it.
     */
    private static final String FRAME_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; font-src data:; "
                    + "frame-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    private final Map<String, Reply> replies = new HashMap<>();
    private final @Nullable Reply page;

    private ConsoleFiles(Map<String, byte[]> files) {
        String prefix = "/assets/" + digest(files) + '/';
        files.forEach((name, bytes) -> {
            Reply reply = secured(Reply.text(typeOf(name), bytes), name.equals(FRAME) ? FRAME_POLICY : POLICY)
                    .with("Cache-Control", "public, max-age=31536000, immutable");
            replies.put(prefix + name, reply);
        });
        byte[] html = files.get(PAGE);
        page = html == null
                ? null
                : secured(Reply.text(typeOf(PAGE), withPrefix(html, prefix, files)), POLICY)
                        .with("Cache-Control", "no-cache");
    }

    /** Reads the files; without any, every address of the console is unknown. */
    public static ConsoleFiles load() {
        Map<String, byte[]> files = new TreeMap<>();
        URL page = ConsoleFiles.class.getClassLoader().getResource(FOLDER + '/' + PAGE);
        try {
            if (page != null && page.openConnection() instanceof JarURLConnection jar) {
                Path archive = Path.of(URI.create(jar.getJarFileURL().toString()));
                try (FileSystem entries = FileSystems.newFileSystem(archive)) {
                    read(entries.getPath(FOLDER), files);
                }
            } else if (page != null) {
                read(Path.of(URI.create(page.toString())).resolveSibling("."), files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the console cannot be read", e);
        }
        return new ConsoleFiles(files);
    }

    /** The answer of a path, or null when it is none of the console's. */
    public @Nullable Reply find(String path) {
        boolean isView = path.equals("/") || path.equals("/login") || path.equals("/signal") || path.startsWith("/t/");
        return isView ? page : replies.get(path);
    }

    private static void read(Path folder, Map<String, byte[]> files) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                String name = folder.normalize().relativize(path.normalize()).toString();
                files.put(name.replace('\\', '/'), Files.readAllBytes(path));
            }
        }
    }

    private static String digest(Map<String, byte[]> files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        files.forEach((name, bytes) -> {
            all.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            all.write(0);
            all.writeBytes(bytes);
        });
        return Digests.of(all.toByteArray());
    }

    private static byte[] withPrefix(byte[] html, String prefix, Map<String, byte[]> files) {
        String text = new String(html, StandardCharsets.UTF_8);
        String replaced = REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(
                        files.containsKey(reference.group(2))
                                ? reference.group(1) + "=\"" + prefix + reference.group(2) + '"'
                                : reference.group()));
        return replaced.getBytes(StandardCharsets.UTF_8);
    }

    private static Reply secured(Reply reply, String policy) {
        Reply secured = reply.with("Content-Security-Policy", policy);
        for (Map.Entry<String, String> header : SECURITY.entrySet()) {
            secured = secured.with(header.getKey(), header.getValue());
        }
        return secured.prepared();
    }

    private static String typeOf(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }
}
