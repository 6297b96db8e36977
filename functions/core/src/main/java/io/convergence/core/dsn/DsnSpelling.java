package io.convergence.core.dsn;

/** Spelling of the names of fields that have several words. */
public enum DsnSpelling {
    /** Words with hyphens, as in the registry file: {@code app-ids}. */
    FILE,
    /** Words with underscores, as in the topic of DSNs and the API: {@code app_ids}. */
    DOCUMENT;

    /** A name that is spelled as in the file, in this spelling. */
    String name(String ofFile) {
        return this == FILE ? ofFile : ofFile.replace('-', '_');
    }
}
