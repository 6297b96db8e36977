package io.convergence.symbols.apple;

import io.convergence.core.crash.IpsReport;
import io.convergence.symbols.dwarf.AddressFrame;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.macho.MachOFile;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.stack.SourceFrame;
import io.convergence.symbols.stack.StackStatus;
import io.convergence.symbols.stack.StackTally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rewriter of crash reports of Apple's platforms. Used by one thread, for one report. */
public final class AppleStack {
    private final AppleImages files;
    private final StackTally tally = new StackTally();
    private final List<String> printed = new ArrayList<>();
    /** Modules without a file. Those of the system are among them, so they count only where nothing was found. */
    private final Set<String> unknown = new LinkedHashSet<>();

    /** A rewriter over the images of an archive. */
    public AppleStack(AppleImages files) {
        this.files = files;
    }

    /** Resolves a report of either form; one in JSON is written in the older form first. */
    public ResolvedStack resolve(String report) throws IOException {
        String text = IpsReport.isJson(report) ? IpsReport.asText(report) : report;
        if (text == null) {
            tally.unresolved(StackStatus.NO_MATCH);
            return tally.result(report);
        }
        String[] lines = text.split("\n", -1);
        List<LoadedImage> images = LoadedImage.allOf(lines);
        boolean exception = false;
        int frames = 0;
        for (int index = 0; index < lines.length; index++) {
            AppleFrame frame = frames < StackTally.MAX_FRAMES ? AppleFrame.of(lines[index]) : null;
            if (frame != null) {
                frames++;
                List<AddressFrame> found = find(frame, images, exception || !frame.crashed());
                print(frame, found, lines[index], index);
                continue;
            }
            if (!lines[index].isBlank()) {
                exception = lines[index].startsWith("Last Exception Backtrace");
            }
            printed.add(lines[index]);
        }
        ResolvedStack result = tally.result(String.join("\n", printed));
        if (result.seen() == 0) {
            unknown.forEach(module -> tally.unresolved(StackStatus.NO_FILE, module));
            return tally.result(text);
        }
        return result;
    }

    /**
     * The frames of an address, or an empty list.
     *
     * @param returned whether the address is that behind a call: the call itself is one byte before it
     */
    private List<AddressFrame> find(AppleFrame frame, List<LoadedImage> images, boolean returned) throws IOException {
        LoadedImage image = null;
        for (LoadedImage candidate : images) {
            image = image == null && candidate.holds(frame.address()) ? candidate : image;
        }
        try {
            Long load = image == null ? frame.loadAddress() : (Long) image.first();
            MachOFile file = image == null ? files.onlyOf(frame.module()) : files.byUuid(image.uuid());
            if (file == null || load == null) {
                missing(frame, image);
                return List.of();
            }
            List<AddressFrame> found = file.at(frame.address() - load + file.base() - (returned ? 1 : 0));
            if (found.isEmpty()) {
                tally.unmatched(frame.module());
            } else {
                tally.resolved();
            }
            return found;
        } catch (UnusableSymbolFile damaged) {
            tally.unresolved(StackStatus.of(damaged), frame.module());
            return List.of();
        }
    }

    private void missing(AppleFrame frame, @Nullable LoadedImage image) {
        if (!files.has(frame.module())) {
            unknown.add(frame.module());
        } else if (image == null) {
            tally.unmatched(frame.module());
        } else {
            tally.unresolved(StackStatus.MISMATCH, frame.module());
        }
    }

    private void print(AppleFrame frame, List<AddressFrame> found, String line, int index) {
        if (found.isEmpty()) {
            printed.add(line);
        }
        for (AddressFrame source : found) {
            StringBuilder text = new StringBuilder(frame.prefix());
            text.append(' ').append(source.function() == null ? "???" : source.function());
            text.append(" (in ").append(frame.module()).append(')');
            String file = source.file();
            if (file != null) {
                String name = file.substring(file.lastIndexOf('/') + 1);
                text.append(" (").append(name).append(':').append(source.line()).append(')');
            }
            printed.add(text.append(source.inlined() ? " [inlined]" : "").toString());
            tally.add(new SourceFrame(
                    source.function(),
                    false,
                    file,
                    source.line(),
                    source.column(),
                    frame.module(),
                    source.inlined(),
                    false,
                    index));
        }
    }
}
