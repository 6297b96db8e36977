package io.convergence.query.access;

/** What a token permits; each role includes the ones before it. */
public enum Role {
    /** Reads everything of its tenants. */
    READER("reader"),
    /** Also changes objectives. */
    EDITOR("editor");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The name in files and answers. */
    public String label() {
        return label;
    }

    /** Whether this role permits what another one permits. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
