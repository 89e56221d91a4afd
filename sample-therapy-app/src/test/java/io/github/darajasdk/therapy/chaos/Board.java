package io.github.darajasdk.therapy.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the harness and the instances tell each other: a page of memory that all their processes share. It holds the
 * time all of them live by, and at which {@link KillPoint}s one of them is to die.
 */
final class Board {

    private static final int SIZE = 64;
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int SEQUENCE = 0;
    private static final int HERE = 8;
    private static final int THERE = 16;
    private static final int SPEED = 24;
    private static final int ARMED = 32;
    private static final int FIRED = 40;

    /** Bits of ARMED that name points; those above count the passes left. */
    private static final int POINTS = 48;

    private final ByteBuffer page;

    private Board(ByteBuffer page) {
        this.page = page;
    }

    static Board at(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            return new Board(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE).order(ByteOrder.nativeOrder()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on, {@code speed} thousandths of a second pass for each thousandth after {@code there}. */
    synchronized void setTime(Instant here, Instant there, long speed) {
        set(SEQUENCE, get(SEQUENCE) + 1);
        set(HERE, micros(here));
        set(THERE, micros(there));
        set(SPEED, speed);
        set(SEQUENCE, get(SEQUENCE) + 1);
    }

    /** What time it is when real clocks show {@code real}. */
    Instant time(Instant real) {
        while (true) {
            long before = get(SEQUENCE);
            long here = get(HERE);
            long there = get(THERE);
            long speed = get(SPEED);
            if (before % 2 == 0 && before == get(SEQUENCE)) {
                long micros = here + (micros(real) - there) * speed;
                return Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
            }
            Thread.onSpinWait();
        }
    }

    long speed() {
        return get(SPEED);
    }

    /** Has that instance die which, as the {@code passes}th from now on, passes one of these points. */
    void arm(Set<KillPoint> points, int passes) {
        long mask = 0;
        for (KillPoint point : points) {
            mask |= 1L << point.ordinal();
        }
        set(FIRED, 0);
        set(ARMED, (long) passes << POINTS | mask);
    }

    /** Takes it back; returns the point at which an instance died since it was armed, if one did. */
    Optional<KillPoint> disarm() {
        set(ARMED, 0);
        Optional<KillPoint> fired = fired();
        set(FIRED, 0);
        return fired;
    }

    /** The point at which an instance died since it was armed, if one did. */
    Optional<KillPoint> fired() {
        long fired = get(FIRED);
        return fired == 0 ? Optional.empty() : Optional.of(KillPoint.values()[(int) fired - 1]);
    }

    /** Called by an instance that passes a point: whether it is to die now. */
    boolean dieAt(KillPoint point) {
        while (true) {
            long armed = get(ARMED);
            long passes = armed >>> POINTS;
            if (passes == 0 || (armed & 1L << point.ordinal()) == 0) {
                return false;
            }
            if (LONG.compareAndSet(page, ARMED, armed, passes == 1 ? 0 : armed - (1L << POINTS))) {
                if (passes == 1) {
                    set(FIRED, point.ordinal() + 1);
                    return true;
                }
                return false;
            }
        }
    }

    private long get(int offset) {
        return (long) LONG.getVolatile(page, offset);
    }

    private void set(int offset, long value) {
        LONG.setVolatile(page, offset, value);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
