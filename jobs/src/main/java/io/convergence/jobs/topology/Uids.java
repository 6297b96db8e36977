package io.convergence.jobs.topology;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * How operators are named. A uid is a literal in kebab-case, is the name as well, and never changes after a release:
 * savepoints find state by it.
 */
public final class Uids {
    private Uids() {}

    /** Names an operator. */
    public static <T> SingleOutputStreamOperator<T> identify(SingleOutputStreamOperator<T> stream, String uid) {
        return stream.uid(uid).name(uid);
    }

    /** Names a sink. */
    public static <T> DataStreamSink<T> identify(DataStreamSink<T> sink, String uid) {
        return sink.uid(uid).name(uid);
    }
}
