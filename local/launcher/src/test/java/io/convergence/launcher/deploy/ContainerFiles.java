package io.convergence.launcher.deploy;

import static io.convergence.launcher.harness.Project.ROOT;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of the project in a container. Mounted files hide those of the image.
 *
 * @param places path in the project by path in the container
 */
record ContainerFiles(Map<String, String> places) {
    ContainerFiles {
        places = Map.copyOf(places);
    }

    /** The file of the project at a path of the container. */
    Path of(String path) {
        String place = places.keySet().stream()
                .filter(mounted -> path.equals(mounted) || path.startsWith(mounted + "/"))
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .orElseThrow(() -> new AssertionError("no file of the project is at " + path));
        String source = places.getOrDefault(place, "");
        return ROOT.resolve(source + path.substring(place.length())).normalize();
    }

    /** Arguments in which the values of file options are replaced by the paths in the project. */
    String[] arguments(List<String> arguments, String... fileOptions) {
        String[] local = arguments.toArray(String[]::new);
        for (int i = 0; i + 1 < local.length; i++) {
            if (List.of(fileOptions).contains(local[i])) {
                local[i + 1] = of(local[i + 1]).toString();
            }
        }
        return local;
    }

    /** The same files with further ones, which hide the present ones. */
    ContainerFiles with(Map<String, String> further) {
        Map<String, String> all = new TreeMap<>(places);
        all.putAll(further);
        return new ContainerFiles(all);
    }
}
