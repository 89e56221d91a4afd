package io.github.darajasdk.therapy.reconciliation.internal;

import java.io.Closeable;

/** The rows of a file, one at a time, as the cells they are made of. */
interface StatementRows extends Closeable {

    /** Goes to the next row that is not blank; false when there is none. */
    boolean next();

    /** Line of the present row, counted from 1. */
    long line();

    /** How many cells the present row has. */
    int width();

    /** A cell's text; empty beyond the end of the row. */
    String cell(int index);
}
