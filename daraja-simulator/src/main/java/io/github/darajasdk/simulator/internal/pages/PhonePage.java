package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.CustomerScript.Reaction;
import io.github.darajasdk.simulator.Phone;
import io.github.darajasdk.simulator.Prompt;
import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.TextMessage;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import io.github.darajasdk.simulator.internal.world.Simulated;
import io.github.darajasdk.simulator.internal.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code /phone}: a number to choose, and that number's phone. */
final class PhonePage {

    private final Simulated simulator;
    private final World world;

    PhonePage(Simulated simulator, World world) {
        this.simulator = simulator;
        this.world = world;
    }

    Reply show(WireRequest request) {
        String typed = request.parameter("number").orElse("");
        String note = request.parameter("note").orElse("");
        Optional<Subscriber> owner;
        try {
            owner = typed.isBlank() ? whoeverIsAsked() : Optional.of(simulator.subscriber(typed));
        } catch (IllegalArgumentException e) {
            owner = Optional.empty();
            note = e.getMessage() + ".";
        }
        Html html = new Html();
        chooser(html, typed, owner, note);
        owner.ifPresent(subscriber -> phone(html, subscriber));
        boolean calm = owner.flatMap(subscriber -> subscriber.phone().prompt()).isEmpty();
        String head = calm ? Layout.REFRESH : "";
        return Layout.page("/phone", "Phone", head, html.toString());
    }

    /** Returns whose phone to show where no number is given: one with a request, else the first. */
    private Optional<Subscriber> whoeverIsAsked() {
        List<Subscriber> known = simulator.subscribers();
        return known.stream()
                .filter(subscriber -> subscriber.phone().prompt().isPresent())
                .findFirst()
                .or(() -> known.stream().findFirst());
    }

    Reply enterPin(WireRequest request) {
        return act(request, (phone, form) -> phone.enterPin(form.getOrDefault("pin", "")));
    }

    Reply cancel(WireRequest request) {
        return act(request, (phone, form) -> phone.cancel());
    }

    Reply payByMenu(WireRequest request) {
        Map<String, String> form = request.form();
        String number = form.getOrDefault("number", "");
        if (!form.getOrDefault("pin", "").equals(simulator.subscriber(number).pin())) {
            return back(number, "The PIN was wrong. Nothing was paid.");
        }
        String amount = form.getOrDefault("amount", "");
        if (!amount.matches("[1-9]\\d{0,5}")) {
            return back(number, "Type the amount in whole shillings.");
        }
        try {
            CompletableFuture<Optional<String>> unused = simulator.payByMenu(
                    number,
                    form.getOrDefault("payee", "").strip(),
                    form.getOrDefault("account", ""),
                    Long.parseLong(amount));
            return back(number, "");
        } catch (IllegalArgumentException e) {
            return back(number, e.getMessage() + ".");
        }
    }

    Reply unlock(WireRequest request) {
        String number = request.form().getOrDefault("number", "");
        simulator.subscriber(number).unlockPin();
        return back(number, "Customer care unlocked the PIN.");
    }

    private interface Action {
        void on(Phone phone, Map<String, String> form);
    }

    private Reply act(WireRequest request, Action action) {
        Map<String, String> form = request.form();
        String number = form.getOrDefault("number", "");
        try {
            action.on(simulator.subscriber(number).phone(), form);
            return back(number, "");
        } catch (IllegalStateException e) {
            return back(number, "Too late: the request is no longer on the phone.");
        }
    }

    private static Reply back(String number, String note) {
        String query = "number=" + URLEncoder.encode(number, StandardCharsets.UTF_8);
        if (!note.isEmpty()) {
            query += "&note=" + URLEncoder.encode(note, StandardCharsets.UTF_8);
        }
        return Reply.seeOther("/phone?" + query);
    }

    private void chooser(Html html, String typed, Optional<Subscriber> owner, String note) {
        html.raw("<h1>Whose phone?</h1><form class=\"chooser\" action=\"/phone\" method=\"get\">")
                .raw("<label for=\"phone-number\">Phone number</label><div class=\"row\">")
                .raw("<input id=\"phone-number\" name=\"number\" type=\"tel\" inputmode=\"tel\" autocomplete=\"off\"")
                .raw(" placeholder=\"0712 345 678\" value=\"")
                .text(owner.map(subscriber -> Words.local(subscriber.msisdn())).orElse(typed))
                .raw("\"><button id=\"phone-open\" class=\"quiet\">Open</button></div></form>");
        if (!note.isEmpty()) {
            html.raw("<p id=\"note\" class=\"note\" role=\"status\">")
                    .text(note)
                    .raw("</p>");
        }
        List<Subscriber> known = simulator.subscribers();
        if (known.size() > 1) {
            html.raw("<ul class=\"people\" aria-label=\"People\">");
            for (Subscriber subscriber : known.subList(0, Math.min(known.size(), 12))) {
                html.raw("<li><a href=\"/phone?number=")
                        .text(subscriber.msisdn())
                        .raw("\"");
                if (owner.isPresent() && owner.get().msisdn().equals(subscriber.msisdn())) {
                    html.raw(" aria-current=\"true\"");
                }
                html.raw(">").text(subscriber.name());
                if (subscriber.phone().prompt().isPresent()) {
                    html.raw(" <span class=\"badge\">1</span><span class=\"unseen\"> request waiting</span>");
                }
                html.raw("</a></li>");
            }
            html.raw("</ul>");
        }
    }

    private void phone(Html html, Subscriber subscriber) {
        html.raw("<section class=\"phone\" aria-label=\"Phone of ")
                .text(subscriber.name())
                .raw("\"><p class=\"maker\">Not a real phone</p><div id=\"screen\" class=\"screen\" data-number=\"")
                .text(subscriber.msisdn())
                .raw("\" data-version=\"")
                .text(version(subscriber))
                .raw("\">");
        screen(html, subscriber);
        html.raw("</div></section>");
    }

    /** Returns a text that changes whenever the screen does. */
    private String version(Subscriber subscriber) {
        return Integer.toHexString(screenOf(subscriber).hashCode());
    }

    private String screenOf(Subscriber subscriber) {
        Html html = new Html();
        screen(html, subscriber);
        return html.toString();
    }

    /** Answers the script's question whether anything changed: the screen's version, and with it its markup. */
    Reply screen(WireRequest request, Map<String, String> path) {
        Subscriber subscriber = simulator.subscriber(path.getOrDefault("msisdn", ""));
        String version = version(subscriber);
        if (request.parameter("version").equals(Optional.of(version))) {
            return Reply.text(200, "").with("X-Screen-Version", version).with("Cache-Control", "no-store");
        }
        return Reply.html(200, screenOf(subscriber))
                .with("X-Screen-Version", version)
                .with("Cache-Control", "no-store");
    }

    private void screen(Html html, Subscriber subscriber) {
        html.raw("<div class=\"status-line\"><span>Safaricom <span class=\"sim\">SIM</span></span><span>")
                .text(Words.local(subscriber.msisdn()))
                .raw("</span></div><p class=\"owner\"><strong>")
                .text(subscriber.name())
                .raw("</strong><span>M-PESA balance <output id=\"balance\">")
                .text(Words.shillings(subscriber.balance()))
                .raw("</output></span></p><div aria-live=\"polite\">");
        Optional<Prompt> prompt = subscriber.phone().prompt();
        if (prompt.isPresent()) {
            prompt(html, subscriber, prompt.get());
        } else {
            idle(html, subscriber);
        }
        html.raw("</div>");
        messages(html, subscriber.phone().messages());
        if (prompt.isEmpty()) {
            menu(html, subscriber);
        }
    }

    private void prompt(Html html, Subscriber subscriber, Prompt prompt) {
        html.raw(
                        "<section id=\"prompt\" class=\"prompt\"><h2 class=\"unseen\">M-PESA request</h2><p id=\"prompt-text\">")
                .text(prompt.text())
                .raw("</p><form action=\"/phone/pin\" method=\"post\" id=\"pin-form\">")
                .raw("<input type=\"hidden\" name=\"number\" value=\"")
                .text(subscriber.msisdn())
                .raw("\"><label for=\"pin\" class=\"unseen\">M-PESA PIN</label>")
                .raw("<input id=\"pin\" name=\"pin\" type=\"password\" inputmode=\"numeric\" pattern=\"[0-9]{4}\"")
                .raw(" maxlength=\"4\" minlength=\"4\" required autocomplete=\"off\" placeholder=\"••••\"")
                .raw(" aria-describedby=\"pin-hint\"><p id=\"pin-hint\" class=\"hint\">The simulator's PIN is ")
                .text(subscriber.pin())
                .raw("</p><div id=\"pad\" class=\"pad\" hidden></div>")
                .raw("<button id=\"pin-send\" class=\"primary\">Send</button></form>")
                .raw("<form action=\"/phone/cancel\" method=\"post\"><input type=\"hidden\" name=\"number\" value=\"")
                .text(subscriber.msisdn())
                .raw("\"><button id=\"pin-cancel\" class=\"quiet\">Cancel</button></form></section>");
    }

    private void idle(Html html, Subscriber subscriber) {
        html.raw("<section id=\"idle\" class=\"idle\">");
        world.stk().lastEnded(subscriber.msisdn()).ifPresent(push -> {
            boolean paid = push.outcome().orElseThrow().paid();
            html.raw("<p id=\"outcome\" class=\"outcome ")
                    .raw(paid ? "paid" : "failed")
                    .raw("\"><span aria-hidden=\"true\">")
                    .raw(paid ? "✓" : "✕")
                    .raw("</span> ")
                    .text(Outcomes.sentence(push))
                    .raw("</p>");
        });
        if (subscriber.isPinLocked()) {
            html.raw("<form action=\"/phone/unlock\" method=\"post\"><input type=\"hidden\" name=\"number\" value=\"")
                    .text(subscriber.msisdn())
                    .raw("\"><p>The PIN is locked after three wrong ones.</p>")
                    .raw("<button id=\"pin-unlock\" class=\"quiet\">Call customer care</button></form>");
        } else if (subscriber
                .script()
                .filter(script -> script.reaction() == Reaction.PHONE_OFF)
                .isPresent()) {
            html.raw("<p>This phone is switched off. Requests to it time out.</p>");
        } else {
            html.raw("<p class=\"waiting\">No request. When somebody asks this number for money, it appears here.</p>");
        }
        html.raw("</section>");
    }

    /** Lipa na M-PESA: the road for those who were not asked. */
    private static void menu(Html html, Subscriber subscriber) {
        html.raw("<details class=\"menu\"><summary>Lipa na M-PESA</summary>")
                .raw("<form action=\"/phone/pay\" method=\"post\" class=\"fields\">")
                .raw("<input type=\"hidden\" name=\"number\" value=\"")
                .text(subscriber.msisdn())
                .raw("\">");
        field(html, "menu-payee", "payee", "Paybill or till", "inputmode=\"numeric\" required");
        field(html, "menu-account", "account", "Account", "maxlength=\"20\"");
        field(html, "menu-amount", "amount", "Amount (KES)", "inputmode=\"numeric\" required");
        field(html, "menu-pin", "pin", "PIN", "type=\"password\" inputmode=\"numeric\" maxlength=\"4\" required");
        html.raw("<button id=\"menu-send\" class=\"primary\">Pay</button></form></details>");
    }

    private static void field(Html html, String id, String name, String label, String attributes) {
        html.raw("<label for=\"" + id + "\">" + label + "</label><input id=\"" + id + "\" name=\"" + name + "\" "
                + attributes + " autocomplete=\"off\">");
    }

    private static void messages(Html html, List<TextMessage> messages) {
        html.raw("<section class=\"sms\"><h2>Messages</h2>");
        html.raw("<ol id=\"messages\">");
        if (messages.isEmpty()) {
            html.raw("<li class=\"none\">No messages yet</li>");
        }
        for (TextMessage message : messages.subList(0, Math.min(messages.size(), 20))) {
            html.raw("<li><p class=\"sms-head\"><strong>")
                    .text(message.sender())
                    .raw("</strong> <time>")
                    .text(Words.moment(message.at()))
                    .raw("</time></p><p>")
                    .text(message.text())
                    .raw("</p></li>");
        }
        html.raw("</ol></section>");
    }
}
