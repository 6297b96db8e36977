package io.convergence.launcher.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Line-by-line output of a command, coloured only on a terminal. Thread-safe. */
public final class Console {
    /** Colours that every terminal has. */
    public enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33),
        BLUE(34),
        MAGENTA(35),
        GREY(90);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean coloured;
    private final long started = System.nanoTime();

    /**
     * A console over a stream.
     *
     * @param coloured whether {@link #paint} colours
     */
    public Console(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    /** The stream as a writer, for the commands of the command line. */
    public PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Whether the commands of the command line colour what they print. */
    public Ansi ansi() {
        return coloured ? Ansi.ON : Ansi.OFF;
    }

    /** Prints a line. */
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Prints a line of progress: the seconds since the console was made, then the text. */
    public void progress(String text) {
        double seconds = (System.nanoTime() - started) / 1e9;
        line(paint(String.format(Locale.ROOT, "%6.1f s  ", seconds), Colour.GREY) + text);
    }

    /** The text in a colour, or unchanged when the console is not coloured. */
    public String paint(String text, Colour colour) {
        return coloured ? "\u001b[" + colour.code + 'm' + text + "\u001b[0m" : text;
    }
}
