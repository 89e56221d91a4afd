package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Simulated;
import java.util.List;
import java.util.Map;

/** {@code /shop}: ask somebody for money without an application of one's own. */
final class ShopPage {

    private final Simulated simulator;
    private final Shop shop;

    ShopPage(Simulated simulator, Shop shop) {
        this.simulator = simulator;
        this.shop = shop;
    }

    Reply show() {
        return page(Map.of(), "");
    }

    /** Shows the page, with what was typed in a form that was refused. */
    private Reply page(Map<String, String> typed, String problem) {
        Html html = new Html()
                .raw("<h1>A shop to try with</h1><p>No application yet? This one pushes as any would, and believes ")
                .raw("what it is told. Answer on the <a href=\"/phone\">phone</a>; make it hard on the ")
                .raw("<a href=\"/faults\">fault board</a>.</p>");
        Notes.problem(html, "shop-problem", problem);
        form(html, typed);
        html.raw("<h2 id=\"orders-title\">Orders</h2>")
                .raw("<div id=\"orders\" data-live role=\"log\" aria-labelledby=\"orders-title\">");
        List<ShopOrder> orders = shop.orders();
        if (orders.isEmpty()) {
            html.raw("<p>None yet.</p>");
        }
        orders.forEach(order -> order(html, order));
        html.raw("</div>");
        return Layout.page("/shop", "Shop", problem.isEmpty() ? Layout.REFRESH : "", html.toString());
    }

    private void form(Html html, Map<String, String> typed) {
        html.raw("<form action=\"/shop/ask\" method=\"post\" class=\"board\"><div class=\"field\">")
                .raw("<label for=\"shop-number\">Phone number</label><input id=\"shop-number\" name=\"number\"")
                .raw(" list=\"shop-people\" inputmode=\"tel\" autocomplete=\"off\" required value=\"")
                .text(typed.getOrDefault("number", firstNumber()))
                .raw("\"><datalist id=\"shop-people\">");
        simulator.subscribers().stream()
                .limit(20)
                .forEach(person -> html.raw("<option value=\"")
                        .text(Words.local(person.msisdn()))
                        .raw("\">")
                        .text(person.name())
                        .raw("</option>"));
        html.raw("</datalist></div><div class=\"field\"><label for=\"shop-amount\">Amount (KES)</label>")
                .raw("<input id=\"shop-amount\" name=\"amount\" inputmode=\"numeric\" required value=\"")
                .text(typed.getOrDefault("amount", "1500"))
                .raw("\"></div>")
                .raw("<div class=\"field\"><label for=\"shop-reference\">Account</label>")
                .raw("<input id=\"shop-reference\" name=\"reference\" maxlength=\"12\" required value=\"")
                .text(typed.getOrDefault("reference", "BK20417"))
                .raw("\"></div>")
                .raw("<button id=\"shop-send\" class=\"primary\">Ask for the money</button></form>");
    }

    private String firstNumber() {
        return simulator.subscribers().stream()
                .findFirst()
                .map(Subscriber::msisdn)
                .map(Words::local)
                .orElse("0712 345 678");
    }

    private static void order(Html html, ShopOrder order) {
        ShopOrder.Headline headline = order.headline();
        html.raw("<article class=\"order\"><p><strong>")
                .text(Words.shillings(order.amount()))
                .raw("</strong> from <a href=\"/phone?number=")
                .text(order.msisdn())
                .raw("\">")
                .text(Words.local(order.msisdn()))
                .raw("</a> for ")
                .text(order.reference())
                .raw("</p><p class=\"outcome " + headline.colour() + "\"><span aria-hidden=\"true\">")
                .raw(
                        switch (headline.colour()) {
                            case "paid" -> "✓";
                            case "failed" -> "✕";
                            default -> "…";
                        })
                .raw("</span> ")
                .text(headline.words())
                .raw("</p>");
        line(html, order.detail());
        for (int i = 0; i < order.calls().size(); i++) {
            line(
                    html,
                    "Callback " + (i + 1) + ": " + order.sentence(order.calls().get(i)));
        }
        if (order.calls().isEmpty() && order.sending() == ShopOrder.Sending.ACCEPTED) {
            line(html, "No callback yet");
        }
        for (String receipt : order.receipts()) {
            html.raw("<p class=\"hint-line\">Receipt <a href=\"/ledger#")
                    .text(receipt)
                    .raw("\">")
                    .text(receipt)
                    .raw("</a></p>");
        }
        if (order.asked() != null) {
            String code = order.asked().code();
            line(html, "M-PESA says: " + order.asked().text() + (code.isEmpty() ? "" : " (" + code + ")"));
        }
        if (order.checkoutRequestId() != null) {
            html.raw("<form action=\"/shop/query\" method=\"post\"><input type=\"hidden\" name=\"order\" value=\"")
                    .text(order.number())
                    .raw("\"><button class=\"quiet\" id=\"query-")
                    .text(order.number())
                    .raw("\">Ask M-PESA</button></form>");
        }
        html.raw("</article>");
    }

    private static void line(Html html, String words) {
        if (!words.isEmpty()) {
            html.raw("<p class=\"hint-line\">").text(words).raw("</p>");
        }
    }

    Reply ask(WireRequest request) {
        Map<String, String> form = request.form();
        String amount = form.getOrDefault("amount", "").replace(",", "").strip();
        try {
            if (!amount.matches("\\d{1,9}")) {
                throw new IllegalArgumentException("'" + amount + "' is no amount in whole shillings");
            }
            shop.ask(
                    form.getOrDefault("number", ""),
                    Long.parseLong(amount),
                    form.getOrDefault("reference", "").strip());
            return Reply.seeOther("/shop");
        } catch (IllegalArgumentException e) {
            return page(form, e.getMessage() + ".").as(400);
        }
    }

    Reply query(WireRequest request) {
        String order = request.form().getOrDefault("order", "");
        if (order.matches("\\d{1,9}")) {
            shop.query(Integer.parseInt(order));
        }
        return Reply.seeOther("/shop");
    }

    Reply callback(WireRequest request, Map<String, String> path) {
        String order = path.getOrDefault("order", "");
        if (order.matches("\\d{1,9}")) {
            shop.calledBack(Integer.parseInt(order), request.body());
        }
        return Reply.json(200, Json.object().put("ResultCode", 0).put("ResultDesc", "Accepted"));
    }
}
