package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.RecordedRequest;
import io.github.darajasdk.simulator.SentCallback;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Simulated;
import java.util.List;

/** {@code /requests}: what was received and what was sent. */
final class RequestsPage {

    private static final int SHOWN = 100;

    private final Simulated simulator;

    RequestsPage(Simulated simulator) {
        this.simulator = simulator;
    }

    Reply show() {
        Html html = new Html().raw("<h1>Requests</h1><div id=\"requests-live\" data-live><h2>Received</h2>");
        List<RecordedRequest> requests = simulator.requests();
        html.raw("<div id=\"requests\">");
        if (requests.isEmpty()) {
            html.raw("<p>Nothing yet. Point your application at <code>")
                    .text(simulator.baseUri())
                    .raw("</code>.</p>");
        }
        for (int i = requests.size() - 1; i >= Math.max(0, requests.size() - SHOWN); i--) {
            request(html, requests.get(i));
        }
        html.raw("</div><h2>Callbacks sent</h2><div id=\"callbacks\">");
        List<SentCallback> callbacks = simulator.callbacks();
        if (callbacks.isEmpty()) {
            html.raw("<p>None yet.</p>");
        }
        for (int i = callbacks.size() - 1; i >= Math.max(0, callbacks.size() - SHOWN); i--) {
            callback(html, i, callbacks.get(i));
        }
        html.raw("</div></div>");
        return Layout.page("/requests", "Requests", Layout.REFRESH, html.toString());
    }

    private static void request(Html html, RecordedRequest request) {
        html.raw("<details data-key=\"request-" + request.number() + "\"><summary>")
                .raw(badge(request.status()))
                .raw(" <strong>")
                .text(request.method())
                .raw("</strong> <span class=\"path\">")
                .text(request.path())
                .raw("</span> <time>")
                .text(Words.moment(request.at()))
                .raw("</time>");
        push(html, request);
        html.raw("</summary><pre>");
        request.headers()
                .forEach((name, value) -> html.text(name).raw(": ").text(value).raw("\n"));
        html.raw("\n").text(Json.pretty(request.body())).raw("</pre>");
        if (request.status() == 0) {
            html.raw("<p>Cut: nothing was sent.</p></details>");
        } else {
            html.raw("<p>Answer</p><pre>").text(Json.pretty(request.answer())).raw("</pre></details>");
        }
    }

    /** Whose push it is, so that one is found among many. */
    private static void push(Html html, RecordedRequest request) {
        Json.parseObject(request.body())
                .filter(body -> request.path().contains("/stkpush/v1/processrequest"))
                .ifPresent(body -> html.raw(" <span class=\"hint-line\">")
                        .text(Json.text(body, "PhoneNumber") + ", KES " + Json.text(body, "Amount") + ", "
                                + Json.text(body, "AccountReference"))
                        .raw("</span>"));
    }

    private static void callback(Html html, int number, SentCallback callback) {
        html.raw("<details data-key=\"callback-" + number + "\"><summary>")
                .raw(badge(callback.status()))
                .raw(" <strong>")
                .text(callback.kind())
                .raw("</strong> <span class=\"path\">")
                .text(callback.url())
                .raw("</span> <time>")
                .text(Words.moment(callback.at()))
                .raw("</time></summary><pre>")
                .text(Json.pretty(callback.body()))
                .raw("</pre>");
        if (!callback.note().isEmpty()) {
            html.raw("<p>").text(callback.note()).raw("</p>");
        }
        html.raw("<form action=\"/faults/do/forge\" method=\"post\"><input type=\"hidden\" name=\"url\" value=\"")
                .text(callback.url())
                .raw("\"><input type=\"hidden\" name=\"body\" value=\"")
                .text(callback.body())
                .raw("\"><button class=\"quiet\">Send it again</button></form></details>");
    }

    private static String badge(int status) {
        String words = status == -1 ? "lost" : status == 0 ? "cut" : Integer.toString(status);
        String colour = status >= 200 && status < 400 ? "good" : "bad";
        return "<span class=\"status " + colour + "\">" + words + "</span>";
    }
}
