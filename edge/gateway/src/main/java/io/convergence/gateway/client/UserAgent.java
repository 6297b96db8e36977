package io.convergence.gateway.client;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Labels that a User-Agent header declares: browser, system and device by families, and whether it is a robot. What is not
 * recognised has no label. The header itself is kept nowhere.
 */
public final class UserAgent {
    private static final int LONGEST = 1024;

    /** The first family with a matching token applies: browsers name the ones that they descend from as well. */
    private static final List<Family> BROWSERS = List.of(
            new Family("edge", "(?:Edg|EdgA|EdgiOS|Edge)/([0-9]+)"),
            new Family(
                    "other",
                    "(?:OPR|OPT|OPX|Opera(?: Mini)?|SamsungBrowser|YaBrowser|Vivaldi|UCBrowser|DuckDuckGo|Ddg|MiuiBrowser|"
                            + "HuaweiBrowser|Whale|Silk|QQBrowser|MQQBrowser|Puffin|SeaMonkey|PaleMoon|Trident|MSIE|GSA|"
                            + "FBAN|FBAV|Instagram|Electron)[/ ]([0-9]+)?"),
            new Family("firefox", "(?:Firefox|FxiOS)/([0-9]+)"),
            new Family("chrome", "(?:Chrome|CriOS|Chromium|HeadlessChrome)/([0-9]+)"),
            new Family("safari", "Version/([0-9]+).* Safari/"));

    private static final List<Family> SYSTEMS = List.of(
            new Family("windows", "Windows(?: NT (10))?"),
            new Family("ios", "(?:iPhone|iPad|iPod)(?:.*? OS ([0-9]+)_)?"),
            new Family("macos", "Macintosh|Mac OS X"),
            new Family("chromeos", "CrOS"),
            new Family("android", "Android(?: ([0-9]+))?"),
            new Family("linux", "Linux|X11"));

    /** Words of robots that declare themselves; CUBOT is a brand of phones. */
    private static final Pattern ROBOT = Pattern.compile(
            "(?i)(?<!cu)bot(?![a-z])|crawler|spider|slurp|mediapartners-google|facebookexternalhit|lighthouse|"
                    + "bingpreview|google-read-aloud|pingdom|uptimerobot|statuscake");

    private static final Pattern TELEVISION = Pattern.compile("(?i)smart-?tv|appletv|googletv|crkey|hbbtv|\\bTV\\b");
    private static final Pattern TABLET = Pattern.compile("(?i)ipad|tablet|kindle|silk/");

    private UserAgent() {}

    private record Family(String name, Pattern token) {
        Family(String name, String token) {
            this(name, Pattern.compile(token));
        }
    }

    /** The labels of a header; none when it is absent. */
    public static Map<String, String> labels(@Nullable String header) {
        Map<String, String> labels = new HashMap<>();
        if (header == null || header.isBlank()) {
            return labels;
        }
        String agent = header.length() > LONGEST ? header.substring(0, LONGEST) : header;
        if (ROBOT.matcher(agent).find()) {
            labels.put("session_type", "bot");
            labels.put("device", "bot");
        }
        add(labels, "browser", BROWSERS, agent);
        add(labels, "os", SYSTEMS, agent);
        String device = device(agent, labels.get("os"));
        if (device != null) {
            labels.putIfAbsent("device", device);
        }
        return labels;
    }

    private static void add(Map<String, String> labels, String label, List<Family> families, String agent) {
        for (Family family : families) {
            Matcher token = family.token().matcher(agent);
            if (token.find()) {
                labels.put(label, family.name());
                String major = token.groupCount() == 0 ? null : token.group(1);
                if (major != null && !family.name().equals("other")) {
                    labels.put(label + "_major", major);
                }
                return;
            }
        }
        if (agent.startsWith("Mozilla/")) {
            labels.put(label, "other");
        }
    }

    private static @Nullable String device(String agent, @Nullable String system) {
        if (system == null) {
            return null;
        }
        if (TELEVISION.matcher(agent).find()) {
            return "other";
        }
        boolean isPhone = agent.toLowerCase(Locale.ROOT).contains("mobile");
        if (TABLET.matcher(agent).find() || (system.equals("android") && !isPhone)) {
            return "tablet";
        }
        return switch (system) {
            case "android", "ios" -> "mobile";
            case "windows", "macos", "linux", "chromeos" -> "desktop";
            default -> null;
        };
    }
}
