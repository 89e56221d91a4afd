package io.github.darajasdk.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads, which our compiler's Java does not have and a newer runtime does. */
final class VirtualThreads {

    static final int FIRST_JAVA = 21;

    private VirtualThreads() {}

    static boolean areThere() {
        return Runtime.version().feature() >= FIRST_JAVA;
    }

    static ExecutorService executor() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
