package io.convergence.query;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Records of a page that tries to run scripts, to load files, to send forms and to leave its frame, as a client could send them
 * past every mask.
 */
final class HostileRecording {
    private static final String SCRIPT = "top.hacked = parent.hacked = self.hacked = 1; fetch('%s/script')";

    private final String trap;
    private int id = 10;

    private HostileRecording(String trap) {
        this.trap = trap;
    }

    /**
     * The records as a JSON array; they last five seconds.
     *
     * @param trap origin of a server that must not be asked for anything
     * @param start epoch milliseconds of the first record
     */
    static String records(String trap, long start) {
        return new HostileRecording(trap).records(start);
    }

    private String records(long start) {
        String page =
                "{\"type\":0,\"id\":1,\"childNodes\":[{\"type\":1,\"id\":2,\"name\":\"html\",\"publicId\":\"\",\"systemId\":\"\"},"
                        + "{\"type\":2,\"id\":3,\"tagName\":\"html\",\"attributes\":{},\"childNodes\":[{\"type\":2,\"id\":4,\"tagName\":\"head\","
                        + "\"attributes\":{},\"childNodes\":[" + head()
                        + "]},{\"type\":2,\"id\":5,\"tagName\":\"body\",\"attributes\":{\"onload\":\""
                        + script() + "\",\"background\":\"" + trap + "/background\"},\"childNodes\":[" + body()
                        + "]}]}]}";
        String adds = body().lines()
                .map(node -> "{\"parentId\":5,\"nextId\":null,\"node\":" + node.replaceAll(",$", "") + '}')
                .collect(Collectors.joining(","));
        return "[{\"type\":4,\"timestamp\":" + start + ",\"data\":{\"href\":\"" + trap
                + "/\",\"width\":800,\"height\":500}},{\"type\":2,\"timestamp\":" + (start + 1) + ",\"data\":{\"node\":"
                + page
                + ",\"initialOffset\":{\"left\":0,\"top\":0}}},"
                + incremental(
                        start + 1_000,
                        0,
                        "\"texts\":[],\"removes\":[],"
                                + "\"attributes\":[{\"id\":6,\"attributes\":{\"href\":\"" + trap
                                + "/changed\",\"rel\":\"stylesheet\"}},"
                                + "{\"id\":5,\"attributes\":{\"style\":\"background: url(" + trap
                                + "/style)\",\"onclick\":\"" + script()
                                + "\"}}],\"adds\":[" + adds + ']')
                + ','
                + incremental(
                        start + 2_000,
                        8,
                        "\"id\":7,\"adds\":[{\"rule\":\"body { cursor: url(" + trap + "/rule), auto; "
                                + "background-image: url(" + trap + "/rule-2) }\",\"index\":0}]")
                + ','
                + incremental(
                        start + 3_000,
                        10,
                        "\"family\":\"f\",\"buffer\":false,\"fontSource\":\"url(" + trap + "/font)\"")
                + ',' + incremental(start + 4_000, 2, "\"type\":2,\"id\":5,\"x\":10,\"y\":10")
                + ',' + incremental(start + 5_000, 2, "\"type\":2,\"id\":5,\"x\":20,\"y\":20") + ']';
    }

    private String head() {
        return "{\"type\":2,\"id\":6,\"tagName\":\"link\",\"attributes\":{\"rel\":\"stylesheet\",\"href\":\"" + trap
                + "/sheet.css\"},\"childNodes\":[]},{\"type\":2,\"id\":7,\"tagName\":\"style\",\"attributes\":{},\"childNodes\":["
                + "{\"type\":3,\"id\":8,\"isStyle\":true,\"textContent\":\"@import url(" + trap
                + "/import.css); body { background: url(" + trap
                + "/css) } p { font-family: f; }\"}]},"
                + String.join(
                        ",",
                        List.of(
                                element("link", "rel", "preconnect", "href", trap),
                                element("link", "rel", "dns-prefetch", "href", trap),
                                element("link", "rel", "prefetch", "href", trap + "/prefetch"),
                                element("link", "rel", "icon", "href", trap + "/icon"),
                                element("link", "rel", "modulepreload", "href", trap + "/module"),
                                element("base", "href", trap + "/base/"),
                                element("meta", "http-equiv", "refresh", "content", "0; url=" + trap + "/refresh"),
                                element("meta", "http-equiv", "x-dns-prefetch-control", "content", "on"),
                                element("script", "src", trap + "/script.js"),
                                text("script", script())));
    }

    /** Elements of the body, one a line. */
    private String body() {
        return String.join(
                ",\n",
                List.of(
                        text("p", "hostile page"),
                        text("script", script()),
                        element("img", "src", trap + "/img", "onerror", script()),
                        element("IMG", "SRC", trap + "/img-2", "srcset", trap + "/srcset 2x"),
                        element("img", "src", "data:text/html,x", "onerror", script()),
                        element("img", "rr_dataURL", trap + "/data-url"),
                        element("canvas", "rr_dataURL", trap + "/canvas"),
                        element("a", "href", "javascript:" + script(), "ping", trap + "/ping", "id", "run"),
                        element("a", "href", trap + "/link", "id", "link"),
                        element("a", "href", trap + "/blank", "target", "_blank", "id", "blank"),
                        element("a", "href", trap + "/top", "target", "_top", "id", "top"),
                        element("form", "action", trap + "/form", "method", "post", "id", "form"),
                        element("iframe", "src", trap + "/frame"),
                        element("iframe", "srcdoc", "<script>" + script() + "</script>"),
                        element("iframe", "src", "javascript:" + script()),
                        element("object", "data", trap + "/object"),
                        element("embed", "src", trap + "/embed"),
                        element("video", "src", trap + "/video", "poster", trap + "/poster", "autoplay", "true"),
                        element("audio", "src", trap + "/audio", "autoplay", "true"),
                        element(
                                "input",
                                "type",
                                "image",
                                "src",
                                trap + "/input",
                                "autofocus",
                                "true",
                                "onfocus",
                                script()),
                        element("details", "open", "true", "ontoggle", script()),
                        element("portal", "src", trap + "/portal"),
                        svg("image", "href", trap + "/svg"),
                        svg("use", "xlink:href", trap + "/use.svg#a"),
                        svg("script", "href", trap + "/svg-script"),
                        svg("animate", "onbegin", script(), "dur", "1s")));
    }

    private String element(String tag, String... attributes) {
        return node(tag, "", attributes(attributes));
    }

    private String svg(String tag, String... attributes) {
        return node("svg", ",\"isSVG\":true", "{}", node(tag, ",\"isSVG\":true", attributes(attributes)));
    }

    private String text(String tag, String text) {
        return node(tag, "", "{}", "{\"type\":3,\"id\":" + id++ + ",\"textContent\":\"" + text + "\"}");
    }

    private String node(String tag, String more, String attributes, String... children) {
        return "{\"type\":2,\"id\":" + id++ + more + ",\"tagName\":\"" + tag + "\",\"attributes\":" + attributes
                + ",\"childNodes\":[" + String.join(",", children) + "]}";
    }

    private static String attributes(String... pairs) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(pairs[i])
                    .append("\":\"")
                    .append(pairs[i + 1])
                    .append('"');
        }
        return text.append('}').toString();
    }

    private String script() {
        return SCRIPT.formatted(trap);
    }

    private static String incremental(long at, int source, String data) {
        return "{\"type\":3,\"timestamp\":" + at + ",\"data\":{\"source\":" + source + ',' + data + "}}";
    }
}
