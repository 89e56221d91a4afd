package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.account.UserId;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.settings.PaymentMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares M-PESA's records with our payments. A run compares one period of one short code, in the background, in
 * steps that each commit: it may be stopped, resumed, and survives a restart. Besides the runs asked for here there is
 * one every day at 23:00 East Africa Time, and one whenever evidence arrives.
 */
public interface Reconciliation {

    /** What a page listens to for the progress of a run. */
    static String topic(RunId run) {
        return "reconciliation:" + run;
    }

    /**
     * Asks for a run. It is begun within a second by one of the instances.
     *
     * @param by who asks
     */
    RunId start(PaymentMode books, Period period, UserId by);

    Optional<Run> find(RunId run);

    /**
     * Runs, newest first.
     *
     * @param before show runs older than this one; null to begin with the newest
     * @param limit 1 to 500
     */
    List<Run> runs(@Nullable RunId before, int limit);

    /** Stops a run after the step it is in. Does nothing to a run that is neither queued nor running. */
    void cancel(RunId run, UserId by);

    /** Lets a cancelled run go on where it stopped. Does nothing to a run in another state. */
    void resume(RunId run, UserId by);

    /**
     * Items of a run, by number.
     *
     * @param after the number of the last item seen; 0 to begin
     * @param limit 1 to 1,000
     */
    List<Item> items(RunId run, ItemFilter filter, long after, int limit);

    Optional<Item> item(RunId run, long number);

    /**
     * What finished runs found about a session besides exact matches, newest first.
     *
     * @param limit 1 to 1,000
     */
    List<Item> itemsOf(SessionId session, int limit);

    /** Hands over all items, by number, holding only a few at a time. */
    void stream(RunId run, ItemFilter filter, Consumer<Item> to);
}
