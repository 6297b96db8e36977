package io.convergence.cli.slo;

import io.convergence.core.ingest.Alphabet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --tenant}. */
final class TenantOption {
    /** Owner of every document of the files, or null when each document names its own. */
    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            converter = Name.class,
            description = "Owner of the documents. Default: the tenant that each document names in its labels.")
    @Nullable
    String tenant;

    /** Names of tenants. */
    static final class Name implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!Alphabet.NAME.admits(value)) {
                throw new TypeConversionException("is " + Alphabet.NAME.rule() + ", not " + value);
            }
            return value;
        }
    }
}
