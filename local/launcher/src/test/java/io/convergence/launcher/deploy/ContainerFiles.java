package io.convergence.launcher.deploy;

import static io.convergence.launcher.harness.Project.ROOT;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which file of the project stands where in a container: what is mounted hides what the image holds.
 *
 * @param places path in the project by path in the container
 */
record ContainerFiles(Map<String, String> places) {
    ContainerFiles {
        places = Map.copyOf(places);
    }

    /** The file of the project that a container sees under a path. */
    Path of(String path) {
        String place = places.keySet().stream()
                .filter(mounted -> path.equals(mounted) || path.startsWith(mounted + "/"))
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .orElseThrow(() -> new AssertionError("nothing puts a file at " + path));
        String source = places.getOrDefault(place, "");
        return ROOT.resolve(source + path.substring(place.length())).normalize();
    }

    /** Arguments in which the values of options that name files name those of the project. */
    String[] arguments(List<String> arguments, String... fileOptions) {
        String[] local = arguments.toArray(String[]::new);
        for (int i = 0; i + 1 < local.length; i++) {
            if (List.of(fileOptions).contains(local[i])) {
                local[i + 1] = of(local[i + 1]).toString();
            }
        }
        return local;
    }

    /** The same with further places, which hide those that are there. */
    ContainerFiles with(Map<String, String> further) {
        Map<String, String> all = new TreeMap<>(places);
        all.putAll(further);
        return new ContainerFiles(all);
    }
}
