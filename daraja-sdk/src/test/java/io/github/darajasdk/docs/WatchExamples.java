package io.github.darajasdk.docs;

import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.raw.RawAnswer;
import io.github.darajasdk.raw.RawRequest;
import io.github.darajasdk.spi.DarajaEventListener;
import java.util.Map;

/** Watching a client, and going past what it knows, as the pages show it. */
final class WatchExamples {

    private WatchExamples() {}

    static DarajaEventListener counting(Map<String, Integer> counts) {
        // docs: begin event-listener
        DarajaEventListener listener = new DarajaEventListener() {
            @Override
            public void callFinished(FinishedCall call) {
                counts.merge(call.operation() + " " + call.outcome(), 1, Integer::sum); // "stk.push UNKNOWN"
            }

            @Override
            public void callbackRefused(String reason) {
                counts.merge("refused " + reason, 1, Integer::sum);
            }
        };
        // docs: end event-listener
        return listener;
    }

    static RawAnswer raw(DarajaClient daraja, String json) {
        // docs: begin raw
        boolean movesMoney = true; // so it is sent once, and delivery() tells what may have happened
        RawAnswer answer =
                daraja.raw().send(new RawRequest("new.product", "/mpesa/newproduct/v1/request", movesMoney, json));
        // docs: end raw
        return answer;
    }
}
