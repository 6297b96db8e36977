package io.convergence.bench.symbols;

import com.google.debugging.sourcemap.SourceMapConsumerV3;
import io.convergence.bench.Figures;
import io.convergence.symbols.r8.JavaStack;
import io.convergence.symbols.r8.Mapping;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.web.JsStack;
import io.convergence.symbols.web.SourceMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Figures of symbol files in one thread. Each is the best of some rounds; times are processor time of the thread. */
public final class SymbolsBench {
    private static final int MAP_BYTES = 50_000_000;
    /** A library with one function, which loads the classes that read libraries. */
    private static final String SMALL = "small.so";
    /** A library with one unit of 10 MB. */
    private static final String UNIT = "unit.so";

    static final int UNIT_FUNCTIONS = 5_200;
    /** A library of 500 MB. */
    private static final String LIBRARY = "library.so";

    static final int LIBRARY_UNITS = 2_400;
    static final int LIBRARY_FUNCTIONS = 100;

    private SymbolsBench() {}

    /**
     * Runs the measurement.
     *
     * @param arguments {@code prepare}, {@code map}, {@code closure}, {@code mapping}, {@code dwarf}, {@code archives} or
     *     {@code hostile}, and the directory of the files, which {@code prepare} writes
     */
    public static void main(String[] arguments) throws Exception {
        Path map = Path.of(arguments[1], "map.json");
        Path mapping = Path.of(arguments[1], "mapping.txt");
        switch (arguments[0]) {
            case "prepare" -> {
                Files.write(map, SampleFiles.sourceMap(SampleFiles.LINES, MAP_BYTES));
                Files.write(mapping, SampleFiles.mapping(SampleFiles.CLASSES));
                SampleLibrary.write(Path.of(arguments[1], SMALL), 1, 1);
                SampleLibrary.write(Path.of(arguments[1], UNIT), 1, UNIT_FUNCTIONS);
                SampleLibrary.write(Path.of(arguments[1], LIBRARY), LIBRARY_UNITS, LIBRARY_FUNCTIONS);
            }
            case "map" -> map(map);
            case "closure" -> closure(map);
            case "mapping" -> mapping(mapping);
            case "dwarf" -> {
                LibraryFigures.load(Path.of(arguments[1], SMALL));
                LibraryFigures.print(Path.of(arguments[1], UNIT), Path.of(arguments[1], LIBRARY));
            }
            case "archives" -> ArchiveFigures.print(Path.of(arguments[1]), Path.of(arguments[1], UNIT));
            default -> hostile(map);
        }
        System.exit(MeasuredLimits.isWithin() ? 0 : 1);
    }

    private static SourceMap read(Path file) throws Exception {
        try (InputStream json = Files.newInputStream(file)) {
            return SourceMap.read(json);
        }
    }

    private static void map(Path file) throws Exception {
        MeasuredLimits.limit("map of 50 MB, open, s", MeasuredLimits.best(() -> read(file)), 0.5);
        SourceMap map = read(file);
        MeasuredLimits.limit("map, kept per byte of mappings", (double) map.weight() / SampleFiles.mappings(file), 1.4);
        int lookups = 300_000;
        double time = MeasuredLimits.best(() -> {
            Random random = new Random(1);
            for (int i = 0; i < lookups; i++) {
                MeasuredLimits.kept =
                        map.at(random.nextInt(SampleFiles.LINES), random.nextInt(1_000 * SampleFiles.WIDTH));
            }
            return MeasuredLimits.kept;
        });
        MeasuredLimits.least("map, lookups a second", lookups / time, 300_000);
        StringBuilder text = new StringBuilder("Error: a\n");
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            text.append("    at f").append(i).append(" (https://shop.example/app.js:");
            text.append(1 + random.nextInt(SampleFiles.LINES))
                    .append(':')
                    .append(1 + random.nextInt(9_000))
                    .append(")\n");
        }
        String stack = text.toString();
        double frames = MeasuredLimits.best(() -> {
            ResolvedStack last = null;
            for (int i = 0; i < 200; i++) {
                last = new JsStack(url -> map).resolve(stack);
            }
            return last;
        });
        MeasuredLimits.limit("stack of 50 frames, warm, ms", frames / 200 * 1_000, 2);
        MeasuredLimits.least("distinct stacks a second", 200 / frames, 500);
    }

    private static void closure(Path file) throws Exception {
        String json = Files.readString(file, StandardCharsets.ISO_8859_1);
        byte[] bytes = json.getBytes(StandardCharsets.ISO_8859_1);
        double[] ratios = new double[MeasuredLimits.ROUNDS];
        double[] ofThread = new double[MeasuredLimits.ROUNDS];
        for (int round = 0; round < MeasuredLimits.ROUNDS; round++) {
            MeasuredLimits.Times own = MeasuredLimits.repeated(() -> SourceMap.read(new ByteArrayInputStream(bytes)));
            MeasuredLimits.Times other = MeasuredLimits.repeated(() -> consumer(json));
            ratios[round] = other.process() / own.process();
            ofThread[round] = other.thread() / own.thread();
        }
        // What a reader allocates has its price, which the thread itself does not pay.
        MeasuredLimits.least("closure's time to open, to own", Figures.median(ratios), 2);
        System.out.println(Figures.line("the same without collections", "%.2f".formatted(Figures.median(ofThread))));
        SourceMap own = SourceMap.read(new ByteArrayInputStream(bytes));
        long before = MeasuredLimits.used();
        MeasuredLimits.kept = consumer(json);
        long other = MeasuredLimits.used() - before;
        MeasuredLimits.limit("own memory to closure's", (double) own.weight() / other, 0.25);
    }

    private static Object consumer(String json) throws Exception {
        SourceMapConsumerV3 consumer = new SourceMapConsumerV3();
        consumer.parse(json);
        return consumer;
    }

    private static void mapping(Path file) throws Exception {
        byte[] text = Files.readAllBytes(file);
        System.out.println(Figures.line("mapping, MB", Long.toString(text.length / 1_000_000)));
        MeasuredLimits.limit("mapping, index, s", MeasuredLimits.best(() -> Mapping.of(text)), 1);
        MeasuredLimits.kept = null;
        long before = MeasuredLimits.used();
        Mapping mapping = Mapping.of(text);
        double perClass = (double) (MeasuredLimits.used() - before) / SampleFiles.CLASSES;
        MeasuredLimits.limit("mapping, kept for a class, bytes", perClass, 400);
        int stacks = 400;
        double time = MeasuredLimits.best(() -> {
            Random random = new Random(3);
            ResolvedStack last = null;
            for (int i = 0; i < stacks; i++) {
                StringBuilder stack = new StringBuilder("java.lang.IllegalStateException: a\n");
                for (int frame = 0; frame < 50; frame++) {
                    stack.append("    at a.b")
                            .append(random.nextInt(SampleFiles.CLASSES))
                            .append(".b(Unknown Source:13)\n");
                }
                last = new JavaStack(mapping).resolve(stack.toString());
            }
            return last;
        });
        MeasuredLimits.least("mapping, frames a second", stacks * 50 / time, 10_000);
    }

    private static void hostile(Path file) throws Exception {
        SourceMap map = read(file);
        for (String part : new String[] {"((((", "at at at ", "@@@@", " at a.b.c("}) {
            String stack = part.repeat(256 * 1024 / part.length());
            MeasuredLimits.limit(
                    "256 KiB of '" + part + "', ms",
                    MeasuredLimits.best(() -> new JsStack(url -> map).resolve(stack)) * 1_000,
                    50);
        }
    }
}
