package io.github.darajasdk.therapy.settings;

import java.util.Optional;

/** A reason why real money must not be moved on this database. Each feature looks at its own rows. */
public interface ProductionObstacle {

    /** What was found, as a sentence that names it and how to mend it; empty when nothing stands in the way. */
    Optional<String> find();
}
