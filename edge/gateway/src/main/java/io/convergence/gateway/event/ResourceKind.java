package io.convergence.gateway.event;

import java.util.Locale;

/** Mapping of the initiator types of browsers to the names of resources of events. */
public final class ResourceKind {
    private ResourceKind() {}

    /** The name of a type of resource; what is unknown is {@code other}. */
    public static String of(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "document", "navigation", "iframe", "frame" -> "document";
            case "script", "js" -> "js";
            case "css", "link", "stylesheet" -> "css";
            case "img", "image", "input" -> "image";
            case "font" -> "font";
            case "media", "video", "audio" -> "media";
            case "xhr", "xmlhttprequest" -> "xhr";
            case "fetch" -> "fetch";
            case "beacon" -> "beacon";
            default -> "other";
        };
    }
}
