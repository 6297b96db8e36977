package io.convergence.jobs.topology;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Assignment of uids to operators. A uid is a literal in kebab-case, doubles as the operator's name, and never changes
 * after a release, because savepoints find state by it.
 */
public final class Uids {
    private Uids() {}

    /** Sets the uid and the name of an operator. */
    public static <T> SingleOutputStreamOperator<T> identify(SingleOutputStreamOperator<T> stream, String uid) {
        return stream.uid(uid).name(uid);
    }

    /** Sets the uid and the name of a sink. */
    public static <T> DataStreamSink<T> identify(DataStreamSink<T> sink, String uid) {
        return sink.uid(uid).name(uid);
    }
}
