package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.internal.http.Reply;

/** The frame of every page: the striped bar, the tabs, the one column. */
final class Layout {

    private static final String[][] TABS = {
        {"/", "Guide"},
        {"/shop", "Shop"},
        {"/phone", "Phone"},
        {"/ledger", "Ledger"},
        {"/requests", "Requests"},
        {"/faults", "Faults"}
    };

    /** For pages that change by themselves, where there is no script. */
    static final String REFRESH = "<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>";

    private Layout() {}

    /** Returns a page. */
    static Reply page(String path, String title, String content) {
        return page(path, title, "", content);
    }

    /**
     * Returns a page that reloads itself where there is no script.
     *
     * @param head more markup for the head
     */
    static Reply page(String path, String title, String head, String content) {
        Html html = new Html()
                .raw("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .text(title)
                .raw(" · Daraja simulator</title><link rel=\"icon\" href=\"/assets/icon.svg\" type=\"image/svg+xml\">")
                .raw("<link rel=\"stylesheet\" href=\"/assets/simulator.css\">")
                .raw("<script src=\"/assets/simulator.js\" defer></script>")
                .raw(head)
                .raw("</head><body><p class=\"warning\" role=\"note\"><strong>SIMULATOR</strong>")
                .raw("<span> Not a real payment. No real money.</span></p>")
                .raw("<header><a class=\"skip\" href=\"#content\">Skip to content</a><nav aria-label=\"Simulator\">");
        for (String[] tab : TABS) {
            html.raw("<a href=\"").text(tab[0]).raw("\"");
            if (tab[0].equals(path)) {
                html.raw(" aria-current=\"page\"");
            }
            html.raw(">").text(tab[1]).raw("</a>");
        }
        html.raw("</nav></header><main id=\"content\" data-page=\"")
                .text(path)
                .raw("\">")
                .raw(content)
                .raw("</main></body></html>");
        return Reply.html(200, html.toString())
                .with("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; form-action 'self'")
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "same-origin");
    }
}
