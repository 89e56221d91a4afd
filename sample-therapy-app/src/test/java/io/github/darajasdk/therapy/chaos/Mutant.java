package io.github.darajasdk.therapy.chaos;

import javax.sql.DataSource;

/** Ways of breaking the application, each of which the checker has to notice. */
enum Mutant {
    NONE;

    /** Puts the fault into an instance. */
    void hookInto(Hooks hooks) {}

    /** Puts the fault into the database. */
    void spoil(DataSource database) {}
}
