package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.CustomerScript.Reaction;
import io.github.darajasdk.simulator.Phone;
import io.github.darajasdk.simulator.Prompt;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.TextMessage;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.Simulated;
import io.github.darajasdk.simulator.internal.world.StkPush;
import io.github.darajasdk.simulator.internal.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code /phone}: a number to choose, and that number's phone. */
final class PhonePage {

    private final Simulated simulator;
    private final World world;
    private final Notes notes;

    PhonePage(Simulated simulator, World world, Notes notes) {
        this.notes = notes;
        this.simulator = simulator;
        this.world = world;
    }

    /** A form of the phone's menu that was refused: what was typed, to be shown again with the problem. */
    private record Mistake(Map<String, String> typed, String problem) {
        private static final Mistake NONE = new Mistake(Map.of(), "");
    }

    Reply show(WireRequest request) {
        return page(
                request.parameter("number").orElse(""),
                request.parameter("note").orElse(""),
                Mistake.NONE);
    }

    private Reply page(String typed, String note, Mistake mistake) {
        Optional<Subscriber> owner = Optional.empty();
        String problem = "";
        try {
            owner = typed.isBlank() ? whoeverIsAsked() : simulator.known(typed);
        } catch (IllegalArgumentException e) {
            problem = e.getMessage() + ".";
        }
        Html html = new Html();
        chooser(html, typed, owner, note, problem);
        if (owner.isPresent()) {
            phone(html, owner.get(), mistake);
        } else if (problem.isEmpty() && !typed.isBlank()) {
            stranger(html, Msisdns.canonical(typed));
        }
        boolean calm = owner.flatMap(subscriber -> subscriber.phone().prompt()).isEmpty();
        String head = calm && mistake.problem().isEmpty() ? Layout.REFRESH : ""; // what is typed is not to vanish
        return Layout.page("/phone", "Phone", head, html.toString());
    }

    /** Looking at a number makes nobody up; a push does, and so does this button. */
    private void stranger(Html html, String msisdn) {
        html.raw("<section id=\"stranger\" class=\"idle\" data-live><p>Nobody has asked ")
                .text(Words.local(msisdn))
                .raw(" for money yet. When somebody does, its phone appears here; it begins with ")
                .text(Words.shillings(simulator.get(Setting.STRANGER_BALANCE)))
                .raw(" and the PIN 1234.</p><form action=\"/phone/open\" method=\"post\">")
                .raw("<input type=\"hidden\" name=\"number\" value=\"")
                .text(msisdn)
                .raw("\"><button id=\"phone-make\" class=\"quiet\">Switch this phone on now</button></form></section>");
    }

    Reply open(WireRequest request) {
        return back(
                simulator.subscriber(request.form().getOrDefault("number", "")).msisdn(), "");
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
        String amount = form.getOrDefault("amount", "");
        try {
            if (!form.getOrDefault("pin", "")
                    .equals(simulator.subscriber(number).pin())) {
                throw new IllegalArgumentException("The PIN was wrong. Nothing was paid");
            }
            if (!amount.matches("[1-9]\\d{0,5}")) {
                throw new IllegalArgumentException("Type the amount in whole shillings, 1 to 999999");
            }
            CompletableFuture<Optional<String>> unused = simulator.payByMenu(
                    number,
                    form.getOrDefault("payee", "").strip(),
                    form.getOrDefault("account", ""),
                    Long.parseLong(amount));
            return back(number, "");
        } catch (IllegalArgumentException e) {
            return page(number, "", new Mistake(form, e.getMessage() + ".")).as(400);
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

    private Reply back(String number, String note) {
        String address = "/phone?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8);
        return Reply.seeOther(note.isEmpty() ? address : notes.on(address, note));
    }

    private void chooser(Html html, String typed, Optional<Subscriber> owner, String note, String problem) {
        html.raw("<h1>Whose phone?</h1><form class=\"chooser\" action=\"/phone\" method=\"get\">")
                .raw("<label for=\"phone-number\">Phone number</label><div class=\"row\">")
                .raw("<input id=\"phone-number\" name=\"number\" type=\"tel\" inputmode=\"tel\" autocomplete=\"off\"")
                .raw(" placeholder=\"0712 345 678\" value=\"")
                .text(owner.map(subscriber -> Words.local(subscriber.msisdn())).orElse(typed))
                .raw("\"><button id=\"phone-open\" class=\"quiet\">Open</button></div></form>");
        Notes.problem(html, "phone-problem", problem);
        notes.show(html, note);
        List<Subscriber> known = simulator.subscribers();
        if (known.size() > 1) {
            html.raw("<ul id=\"people\" data-live class=\"people\" aria-label=\"People\">");
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

    private void phone(Html html, Subscriber subscriber, Mistake mistake) {
        html.raw("<section class=\"phone\" aria-label=\"Phone of ")
                .text(subscriber.name())
                .raw("\"><p class=\"maker\">Not a real phone</p><div id=\"screen\" class=\"screen\" data-number=\"")
                .text(subscriber.msisdn())
                .raw("\" data-version=\"")
                .text(version(subscriber))
                .raw("\">");
        screen(html, subscriber, mistake);
        html.raw("</div></section>");
    }

    /** Returns a text that changes whenever the screen does. */
    private String version(Subscriber subscriber) {
        return Integer.toHexString(screenOf(subscriber).hashCode());
    }

    private String screenOf(Subscriber subscriber) {
        Html html = new Html();
        screen(html, subscriber, Mistake.NONE);
        return html.toString();
    }

    /** Answers the script's question whether anything changed: the screen's version, and with it its markup. */
    Reply screen(WireRequest request, Map<String, String> path) {
        Optional<Subscriber> known = simulator.known(path.getOrDefault("msisdn", ""));
        if (known.isEmpty()) {
            return Reply.text(404, "Nobody has this number yet");
        }
        Subscriber subscriber = known.get();
        String version = version(subscriber);
        if (request.parameter("version").equals(Optional.of(version))) {
            return Reply.text(200, "").with("X-Screen-Version", version).with("Cache-Control", "no-store");
        }
        return Reply.html(200, screenOf(subscriber))
                .with("X-Screen-Version", version)
                .with("Cache-Control", "no-store");
    }

    private void screen(Html html, Subscriber subscriber, Mistake mistake) {
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
            menu(html, subscriber, mistake);
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
        Instant newest = subscriber.phone().messages().stream()
                .findFirst()
                .map(TextMessage::at)
                .orElse(Instant.MIN);
        Optional<StkPush> latest = world.stk()
                .lastEnded(subscriber.msisdn())
                .filter(push -> !newest.isAfter(push.endedAt())); // what happened since stands among the messages
        latest.ifPresent(push -> {
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
    private static void menu(Html html, Subscriber subscriber, Mistake mistake) {
        html.raw("<details class=\"menu\"" + (mistake.problem().isEmpty() ? "" : " open") + ">")
                .raw("<summary>Lipa na M-PESA</summary>");
        Notes.problem(html, "menu-problem", mistake.problem());
        html.raw("<form action=\"/phone/pay\" method=\"post\" class=\"fields\">")
                .raw("<input type=\"hidden\" name=\"number\" value=\"")
                .text(subscriber.msisdn())
                .raw("\">");
        Map<String, String> typed = mistake.typed();
        field(html, "payee", "Paybill or till", "inputmode=\"numeric\" required", typed);
        field(html, "account", "Account (a till needs none)", "maxlength=\"20\"", typed);
        field(html, "amount", "Amount (KES)", "inputmode=\"numeric\" required", typed);
        field(html, "pin", "PIN", "type=\"password\" inputmode=\"numeric\" maxlength=\"4\" required", Map.of());
        html.raw("<button id=\"menu-send\" class=\"primary\">Pay</button></form></details>");
    }

    private static void field(Html html, String name, String label, String attributes, Map<String, String> typed) {
        html.raw("<label for=\"menu-" + name + "\">" + label + "</label><input id=\"menu-" + name + "\" name=\"" + name
                        + "\" " + attributes + " autocomplete=\"off\" value=\"")
                .text(typed.getOrDefault(name, ""))
                .raw("\">");
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
