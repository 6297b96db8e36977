package io.convergence.launcher.command;

import io.convergence.kit.net.FreePort;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converter of an option that names a port to listen on: 0 for any free one, another one must be free. */
public final class PortNumber implements ITypeConverter<Integer> {
    private static final int HIGHEST = 65_535;

    @Override
    public Integer convert(String value) {
        int port = (int) WholeNumbers.within(value, 0, HIGHEST);
        if (port != 0 && !FreePort.isFree(port)) {
            throw new TypeConversionException(": port " + port + " is in use");
        }
        return port;
    }

    /**
     * The port of a service.
     *
     * @param wanted as the user set it, or null
     * @param usual used when the user set none, unless it is in use
     * @return a free port, or 0 for any free one
     */
    public static int orUsual(@Nullable Integer wanted, int usual) {
        if (wanted != null) {
            return wanted;
        }
        return FreePort.isFree(usual) ? usual : 0;
    }
}
