package io.convergence.core.dsn;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Node;
import io.convergence.core.yaml.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scalars and lists in entries of the registry. A value of another kind is reported and answered with null. */
public final class EntryScalar {
    private EntryScalar() {}

    /** The text of a scalar, quoted or not, since keys and names may look like numbers; null when there is none. */
    public static @Nullable String text(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        if (value.node() instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        value.error("must be text, not " + value.node().noun());
        return null;
    }

    /** A name of a tenant or app; null when there is none. */
    public static @Nullable String name(@Nullable Value value) {
        String name = text(value);
        if (value != null && name != null && !Alphabet.NAME.admits(name)) {
            value.error("must be " + Alphabet.NAME.rule());
        }
        return name;
    }

    /** A name that an entry must have. */
    public static @Nullable String requiredName(Fields entry, String field) {
        return name(entry.require(field, Alphabet.NAME.rule()));
    }

    /** The items of a list; none when the field is absent. */
    public static List<Value> items(Fields parent, String name) {
        return parent.items(name, Integer.MAX_VALUE);
    }
}
