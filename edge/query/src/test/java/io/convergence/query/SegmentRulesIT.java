package io.convergence.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.browser.Browser;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The console's rules for segments of recordings, in Chromium. A segment is written as its view and index, and its records: m
 * (size), w (whole page), c (change), each with its second; - is a segment without its object, from one second to another.
 */
class SegmentRulesIT {
    private static SeededQuery query;
    private static Browser browser;

    @BeforeAll
    static void start() {
        query = SeededQuery.start();
        browser = new Browser();
        browser.open(query.url("/login"));
        browser.until(
                "import(new URL('segments.js', document.querySelector('script[type=module]').src)).then(rules => { "
                        + "window.rules = rules; done(); })");
        browser.run("const types = {m: 4, w: 2, c: 3};"
                + "const record = text => ({type: types[text[0]], timestamp: Number(text.slice(1)) * 1000});"
                + "const at = text => new Date(Number(text) * 1000).toISOString();"
                + "window.segment = text => { const [name, ...rest] = text.trim().split(' ');"
                + "const all = {view: name[0], index: Number(name.slice(1))};"
                + "return rest[0] === '-' ? {...all, records: null, started_at: at(rest[1]), ended_at: at(rest[2])}"
                + " : {...all, records: rest.map(record)}; };"
                + "window.letters = {4: 'm', 2: 'w', 3: 'c'};");
    }

    @AfterAll
    static void stop() {
        browser.close();
        query.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "a0 m1 w1 c2, a1 c3                       | m1 w1 c2 c3       | ''",
                "a0 m1 w1 c2, b0 c3, b1 c4                | m1 w1 c2 c3 c4    | ''",
                "a0 m1 w1 c2, a2 c5                       | m1 w1 c2          | 2-5",
                "a0 m1 w1 c2, a2 c5 m7 w7 c8              | m1 w1 c2 m7 w7 c8 | 2-7",
                "a0 m1 w1, a1 - 2 4, a2 c5, a3 m6 w6      | m1 w1 m6 w6       | 2-6",
                "a0 m1 w1 c2, a1 - 3 9                    | m1 w1 c2          | 3-9",
                "a0 - 1 2, a1 m3 w3 c4                    | m3 w3 c4          | 1-3",
                "a1 m3 w3 c4                              | m3 w3 c4          | 3-3",
                "a0 c1 c2 m3 w3                           | m3 w3             | 1-3",
                "a0 c1, a1 c2                             | ''                | 1-2",
                "a0 - 1 2                                 | ''                | 1-2",
                "a0 m1 w1, b1 c3, a1 c4, b2 m5 w5, a2 c6  | m1 w1 m5 w5 c6    | 1-5"
            })
    void onlyRecordsOfAKnownPageArePlayedAndTheOthersAreNamed(String segments, String records, String gaps) {
        assertThat(played(segments)).isEqualTo(records.strip() + " | " + gaps.strip());
    }

    private static String played(String segments) {
        return String.valueOf(Objects.requireNonNull(browser.run("const {records, gaps} = rules.playable('" + segments
                + "'.split(',').map(segment)); return records.map(one => letters[one.type] + one.timestamp / 1000).join(' ')"
                + " + ' | ' + gaps.map(gap => gap.from / 1000 + '-' + gap.to / 1000).join(' ')")));
    }
}
