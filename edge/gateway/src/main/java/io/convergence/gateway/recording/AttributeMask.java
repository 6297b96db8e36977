package io.convergence.gateway.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.dsn.MaskMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Masking of the attributes of elements. Not thread-safe. */
final class AttributeMask {
    private static final Set<String> TEXTS = Set.of(
            "alt",
            "title",
            "placeholder",
            "label",
            "summary",
            "abbr",
            "aria-label",
            "aria-description",
            "aria-placeholder",
            "aria-roledescription",
            "aria-valuetext");

    private static final Set<String> ADDRESSES = Set.of(
            "href",
            "src",
            "action",
            "formaction",
            "xlink:href",
            "poster",
            "background",
            "cite",
            "data",
            "longdesc",
            "manifest",
            "rr_src");

    /** Those of {@link #ADDRESSES} that lead to pages; {@code href} also loads files. */
    private static final Set<String> LINKS = Set.of("href", "action", "formaction", "cite", "longdesc");

    /** Attributes with a second copy of the page, with several addresses, or with pictures of what was drawn. */
    private static final Set<String> EMPTIED =
            Set.of("srcdoc", "srcset", "imagesrcset", "ping", "nonce", "integrity", "rr_dataurl");

    private static final Set<String> STYLES = Set.of("style", "_csstext");

    /** Further attributes of HTML, which describe a page and not its content. */
    private static final Set<String> KEPT =
            Set.of(("accept align allowfullscreen as async autocomplete autofocus autoplay bgcolor border cellpadding"
                            + " cellspacing charset checked class color cols colspan controls coords crossorigin datetime decoding"
                            + " defer dir disabled draggable enctype enterkeyhint face fetchpriority for form frameborder frame"
                            + " headers height hidden high hreflang hspace http-equiv id inert inputmode ismap itemprop itemscope"
                            + " itemtype kind lang list loading loop low marginheight marginwidth max maxlength media method min"
                            + " minlength multiple muted name nohref noshade novalidate nowrap open optimum part pattern popover"
                            + " preload readonly referrerpolicy rel required rev reversed role rows rowspan rules sandbox scope"
                            + " scrolling selected shape size sizes slot span spellcheck start step tabindex target translate type"
                            + " usemap valign vspace width wrap rr_width rr_height rr_left rr_top rr_scrollleft rr_scrolltop"
                            + " rr_mediastate rr_mediacurrenttime")
                    .split(" "));

    private static final String PROPERTY =
            "(?:width|height|(?:initial|minimum|maximum)-scale|user-scalable|viewport-fit)"
                    + " *= *(?:[0-9.]{1,9}|device-width|device-height|yes|no|auto|contain|cover)";
    private static final Pattern VIEWPORT = Pattern.compile(PROPERTY + "(?: *[,;] *" + PROPERTY + ")*");

    private final MaskMode mode;
    private final MaskCounts counts;

    AttributeMask(MaskMode mode, MaskCounts counts) {
        this.mode = mode;
        this.counts = counts;
    }

    /**
     * Masks attributes in place.
     *
     * @param isGraphic whether the element is one of SVG, whose many attributes describe shapes
     */
    void mask(ObjectNode attributes, boolean isGraphic) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(attributes.properties());
        for (Map.Entry<String, JsonNode> field : fields) {
            JsonNode value = field.getValue();
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (value.isTextual() || value.isNumber()) {
                String text = value.asText();
                String masked = masked(name, text, isGraphic);
                if (!masked.equals(text)) {
                    attributes.put(field.getKey(), masked);
                }
            } else if (name.equals("style") && value instanceof ObjectNode style) {
                StyleMask.maskProperties(style);
            } else if (value.isContainerNode()) {
                attributes.put(field.getKey(), "");
            }
        }
    }

    private String masked(String name, String text, boolean isGraphic) {
        if (name.equals("value")) {
            return counts.value(text, MaskedText.stars(text));
        }
        if (name.startsWith("data-") || name.startsWith("on") || EMPTIED.contains(name)) {
            return "";
        }
        if (ADDRESSES.contains(name)) {
            return counts.url(text, LINKS.contains(name) ? MaskedText.link(text) : MaskedText.address(text));
        }
        if (STYLES.contains(name)) {
            return MaskedText.style(text);
        }
        if (mode == MaskMode.INPUTS) {
            return text;
        }
        if (TEXTS.contains(name)) {
            return counts.text(text, MaskedText.crosses(text));
        }
        boolean isKept = isGraphic || KEPT.contains(name) || name.startsWith("aria-");
        return isKept || isViewport(name, text) ? text : MaskedText.crosses(text);
    }

    /** Whether a value is that of a meta element for the viewport, without which a page is shown in another size. */
    private static boolean isViewport(String name, String text) {
        return name.equals("content") && VIEWPORT.matcher(text).matches();
    }
}
