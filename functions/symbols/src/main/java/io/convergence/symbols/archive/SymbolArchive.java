package io.convergence.symbols.archive;

import io.convergence.symbols.archive.EntryStream.RefusedEntry;
import io.convergence.symbols.archive.RefusedArchive.Reason;
import io.convergence.symbols.elf.ElfFile;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.macho.MachOFile;
import io.convergence.symbols.r8.Mapping;
import io.convergence.symbols.web.SourceMap;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An archive whose used entries were all read once. Not safe for several threads. */
public final class SymbolArchive implements SymbolFiles, AutoCloseable {
    /** Names without the flag for UTF-8 are in the character set of the format's origin. */
    private static final Charset NAMES = Charset.forName("IBM437");

    private static final long MAX_DIRECTORY = 64L << 20;

    private final ZipFile zip;
    private final ArchiveLimits limits;
    private final long archiveBytes;
    private final Map<String, ZipEntry> used = new LinkedHashMap<>();
    private final ArchiveEntries entries;
    private final List<SymbolFile> files = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();

    private SymbolArchive(ZipFile zip, ArchiveLimits limits, long archiveBytes) {
        this.zip = zip;
        this.limits = limits;
        this.archiveBytes = archiveBytes;
        this.entries = new ArchiveEntries(zip, used, limits);
    }

    /**
     * Opens an archive and reads each entry that the platform uses.
     *
     * @param folder name of a top folder that is dropped from paths: {@code app-env-version}; may be empty
     * @throws RefusedArchive if the archive exceeds a bound or has no usable file
     */
    public static SymbolArchive open(Path path, SymbolPlatform platform, String folder, ArchiveLimits limits)
            throws RefusedArchive, IOException {
        if (CentralDirectory.sizeOf(path) > MAX_DIRECTORY) {
            throw new RefusedArchive(Reason.TOO_MANY, "the archive has more than " + limits.entries() + " entries");
        }
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile(), NAMES);
        } catch (ZipException | IllegalArgumentException damaged) {
            throw new RefusedArchive(Reason.UNREADABLE, "the archive is not a ZIP file that can be read");
        }
        SymbolArchive archive = new SymbolArchive(zip, limits, path.toFile().length());
        boolean complete = false;
        try {
            archive.list(platform, folder.isEmpty() ? "" : folder + '/');
            archive.check(platform);
            complete = true;
            return archive;
        } finally {
            if (!complete) {
                archive.close();
            }
        }
    }

    @Override
    public List<SymbolFile> files() {
        return List.copyOf(files);
    }

    /** Names of entries that the platform does not use or that are no plain paths. */
    public List<String> ignored() {
        return List.copyOf(ignored);
    }

    /** Paths of entries that the platform uses and that cannot be read. */
    public List<String> unusable() {
        return List.copyOf(unusable);
    }

    @Override
    public SourceMap sourceMap(SymbolFile file) throws UnusableSymbolFile, IOException {
        return entries.read(file.path(), file.kind(), newBudget(), SourceMap::read);
    }

    @Override
    public Mapping mapping(SymbolFile file) throws UnusableSymbolFile, IOException {
        return entries.read(file.path(), file.kind(), newBudget(), EntryContent::mapping);
    }

    @Override
    public ElfFile library(SymbolFile file) throws UnusableSymbolFile, IOException {
        return entries.read(file.path(), file.kind(), newBudget(), EntryContent::library);
    }

    @Override
    public List<MachOFile> slices(SymbolFile file) throws UnusableSymbolFile, IOException {
        return entries.read(file.path(), file.kind(), newBudget(), EntryContent::slices);
    }

    /** Reads the inflated bytes of a file. */
    public <T> T read(SymbolFile file, ContentReader<T> reader) throws UnusableSymbolFile, IOException {
        return entries.read(file.path(), file.kind(), newBudget(), reader);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void list(SymbolPlatform platform, String folder) throws RefusedArchive {
        if (zip.size() > limits.entries()) {
            throw new RefusedArchive(Reason.TOO_MANY, "the archive has more than " + limits.entries() + " entries");
        }
        Set<String> paths = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            String path = !folder.isEmpty() && name.startsWith(folder) ? name.substring(folder.length()) : name;
            if (!paths.add(path)) {
                throw new RefusedArchive(Reason.INCONSISTENT, "the archive has two entries of one name");
            }
            if (entry.isDirectory()) {
                continue;
            }
            if (EntryPath.isPlain(name) && EntryPath.isPlain(path) && platform.kindOf(path) != null) {
                used.put(path, entry);
            } else {
                ignored.add(path);
            }
        }
    }

    private void check(SymbolPlatform platform) throws RefusedArchive, IOException {
        ArchiveBudget budget = newBudget();
        for (Map.Entry<String, ZipEntry> entry : used.entrySet()) {
            String path = entry.getKey();
            FileKind kind = platform.kindOf(path);
            if (kind == null) {
                continue;
            }
            try {
                List<String> identities = EntryContent.identities(entries, path, kind, budget);
                files.add(
                        new SymbolFile(path, kind, identities, entry.getValue().getSize()));
            } catch (UnusableSymbolFile damaged) {
                unusable.add(path);
            } catch (RefusedEntry refused) {
                throw refused.asRefusal();
            }
        }
        if (files.isEmpty()) {
            throw new RefusedArchive(
                    Reason.NO_USABLE_FILE, "the archive has no usable file of the platform " + platform.label());
        }
    }

    private ArchiveBudget newBudget() {
        return new ArchiveBudget(limits, archiveBytes);
    }
}
