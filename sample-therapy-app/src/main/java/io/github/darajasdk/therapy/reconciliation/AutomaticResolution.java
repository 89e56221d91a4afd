package io.github.darajasdk.therapy.reconciliation;

import io.github.darajasdk.therapy.account.UserId;
import java.util.List;

/**
 * Explains items of a finished run that later evidence has proven, by the decision table {@link Proof}. Changes no item,
 * no payment and no money: a resolution stands beside its item, and a person may take it back.
 */
public interface AutomaticResolution {

    /** What {@link #apply} would resolve now. Changes nothing. */
    List<Resolution> dryRun(RunId run);

    /**
     * Resolves what is proven now.
     *
     * @param by who asked for it
     * @return what was resolved by this call; empty when there is nothing more, so it may be called again
     */
    List<Resolution> apply(RunId run, UserId by);

    /** Everything resolved in a run, taken back or not, oldest first. */
    List<Resolution> of(RunId run);

    /**
     * Takes a resolution back. The item is not resolved by itself again.
     *
     * @return whether it was in force until now
     */
    boolean undo(long resolution, UserId by);
}
