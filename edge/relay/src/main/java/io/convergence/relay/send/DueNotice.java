package io.convergence.relay.send;

import io.convergence.relay.receive.Notice;

/**
 * A notice that is due and the state of its key.
 *
 * @param isNews whether the receiver does not have it yet; otherwise it is a repetition
 */
record DueNotice(SignalTrack track, Notice notice, boolean isNews) {}
