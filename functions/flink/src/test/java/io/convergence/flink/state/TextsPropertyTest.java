package io.convergence.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;

/** The encoding of strings, compared with that of Flink, which earlier releases wrote. */
class TextsPropertyTest {

    @Property
    void theBytesAreThoseOfFlink(@ForAll("texts") String text) throws IOException {
        DataOutputSerializer flinks = new DataOutputSerializer(16);
        StringValue.writeString(text, flinks);
        DataOutputSerializer own = new DataOutputSerializer(16);
        Texts.write(text, own);

        assertThat(own.getCopyOfBuffer()).isEqualTo(flinks.getCopyOfBuffer());
    }

    @Property
    void aTextIsReadBackAndNothingBehindIt(@ForAll("texts") String text, @ForAll("texts") String other)
            throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        Texts.write(text, out);
        Texts.write(other, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        assertThat(Texts.read(in)).isEqualTo(text);
        assertThat(Texts.read(in)).isEqualTo(other);
        assertThat(in.available()).isZero();
    }

    /** Empty, of ASCII, with units of one to three bytes and with lone surrogates, some longer than a length byte can tell. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(300),
                Arbitraries.strings().withCharRange('a', '\u00ff').ofMaxLength(20),
                Arbitraries.strings().withCharRange('\u0000', '\uffff').ofMaxLength(200));
    }
}
