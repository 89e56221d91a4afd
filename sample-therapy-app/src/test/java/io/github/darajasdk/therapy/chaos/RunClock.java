package io.github.darajasdk.therapy.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The clock of the run in the hands of the harness, which alone moves it. All processes follow. */
final class RunClock extends Clock {

    private final Board board;
    private final BoardClock shown;

    RunClock(Board board, Instant start, int speed) {
        this.board = board;
        this.shown = new BoardClock(board, Clock.systemUTC());
        board.setTime(start, Clock.systemUTC().instant(), speed);
    }

    /** Moves on at once. */
    synchronized void advance(Duration by) {
        Instant real = Clock.systemUTC().instant();
        board.setTime(board.time(real).plus(by), real, board.speed());
    }

    /** How many seconds pass in a second of real time from now on. */
    synchronized void setSpeed(int speed) {
        Instant real = Clock.systemUTC().instant();
        board.setTime(board.time(real), real, speed);
    }

    @Override
    public Instant instant() {
        return shown.instant();
    }

    @Override
    public ZoneId getZone() {
        return shown.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return shown.withZone(zone);
    }
}
