package io.convergence.core.slo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class GroupKeyTest {
    private static final GroupKey KEY = new GroupKey("acme", "availability", "host=a|browser=chrome");

    @Example
    void theGroupOfTheOthersIsThatOfItsObjective() {
        assertThat(KEY.other()).isEqualTo(new GroupKey("acme", "availability", "(other)"));
        assertThat(KEY.other().isOther()).isTrue();
        assertThat(KEY.isOther()).isFalse();
    }

    @Property(tries = 50)
    void noValueOfAGroupMakesItTheOneOfTheOthers(@ForAll String value) {
        assertThat(new GroupKey("acme", "availability", "host=" + value).isOther())
                .isFalse();
    }

    @Example
    void theOthersAreGroupedByWhateverKeysThereAre() {
        assertThat(KEY.isGroupedBy(List.of("host", "browser"))).isTrue();
        assertThat(KEY.isGroupedBy(List.of("host"))).isFalse();
        assertThat(KEY.other().isGroupedBy(List.of("host"))).isTrue();
        assertThat(KEY.other().isGroupedBy(List.of())).isFalse();
    }

    @Property(tries = 50)
    void theBoundaryOfTheOthersIsDueAfterThatOfEveryGroup(@ForAll String value) {
        MinuteSchedule schedule = new MinuteSchedule(500);
        GroupKey group = new GroupKey("acme", "availability", "host=" + value);
        assertThat(schedule.dueAt(group.other(), 60_000)).isGreaterThan(schedule.dueAt(group, 60_000));
    }
}
