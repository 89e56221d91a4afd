package io.github.darajasdk.therapy.chaos;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of the run: what another clock shows, run faster and moved forward as the {@link Board} says. */
final class BoardClock extends Clock {

    private final Board board;
    private final Clock real;
    private final ZoneId zone;

    /** @param real what real time is taken from */
    BoardClock(Board board, Clock real) {
        this(board, real, ZoneOffset.UTC);
    }

    private BoardClock(Board board, Clock real, ZoneId zone) {
        this.board = board;
        this.real = real;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return board.time(real.instant());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new BoardClock(board, real, other);
    }
}
