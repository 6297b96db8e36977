package io.convergence.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Contrast of the console's colours, computed from its style sheet
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): 4.5 for text and 3 for shapes and borders of controls.
 */
class ConsoleColoursTest {
    private static final Path SHEET = Path.of("src/main/console/style.css");
    private static final Pattern THEME = Pattern.compile("\\{([^{}]*--ground:[^{}]*)}");
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+):\\s*#([0-9a-f]{3}|[0-9a-f]{6});");

    @Test
    void textIsReadableOnEveryGroundOfEveryTheme() throws IOException {
        for (Map<String, String> theme : themes()) {
            for (String ground : List.of("ground", "soft", "users-soft", "checks-soft")) {
                for (String text : List.of("ink", "muted", "users", "checks")) {
                    assertThat(contrast(theme, text, ground))
                            .as(text + " on " + ground + " of " + theme)
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
        }
    }

    @Test
    void shapesAndControlsStandOutFromTheirGround() throws IOException {
        for (Map<String, String> theme : themes()) {
            for (String shape : List.of("edge", "focus", "users", "checks")) {
                assertThat(contrast(theme, shape, "ground"))
                        .as(shape + " of " + theme)
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    @Test
    void theChosenDarkThemeEqualsThatOfTheSystem() throws IOException {
        List<Map<String, String>> themes = themes();
        assertThat(themes).hasSize(3);
        assertThat(themes.get(1)).isEqualTo(themes.get(2)).isNotEqualTo(themes.get(0));
    }

    private static List<Map<String, String>> themes() throws IOException {
        List<Map<String, String>> themes = new ArrayList<>();
        Matcher blocks = THEME.matcher(Files.readString(SHEET, StandardCharsets.UTF_8));
        while (blocks.find()) {
            Map<String, String> theme = new HashMap<>();
            Matcher colours = COLOUR.matcher(blocks.group(1));
            while (colours.find()) {
                String digits = colours.group(2);
                theme.put(colours.group(1), digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits);
            }
            themes.add(theme);
        }
        return themes;
    }

    private static double contrast(Map<String, String> theme, String one, String other) {
        double first = luminance(Objects.requireNonNull(theme.get(one), one));
        double second = luminance(Objects.requireNonNull(theme.get(other), other));
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 0) + 0.7152 * channel(colour, 2) + 0.0722 * channel(colour, 4);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
