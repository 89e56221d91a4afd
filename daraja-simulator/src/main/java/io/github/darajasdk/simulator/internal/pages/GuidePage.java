package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.DarajaSimulator;
import io.github.darajasdk.simulator.Organisation;
import io.github.darajasdk.simulator.Subscriber;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.Initiator;
import io.github.darajasdk.simulator.internal.world.Simulated;

/** {@code /}: how to use the simulator. */
final class GuidePage {

    private final Simulated simulator;

    GuidePage(Simulated simulator) {
        this.simulator = simulator;
    }

    Reply show() {
        Html html = new Html()
                .raw("<h1>M-PESA on your own machine</h1>")
                .raw("<p>This is a simulated Daraja. Your application talks to it as it would to Safaricom; ")
                .raw("you are the customer, with a <a href=\"/phone\">phone</a> to type the PIN on.</p>")
                .raw("<h2>Point your application here</h2><dl class=\"facts\">");
        fact(html, "Base URL", "base-url", simulator.baseUri().toString());
        fact(html, "Consumer key", "consumer-key", DarajaSimulator.CONSUMER_KEY);
        fact(html, "Consumer secret", "consumer-secret", DarajaSimulator.CONSUMER_SECRET);
        Initiator initiator = simulator.world().initiator();
        fact(html, "Paybill to push with", "paybill", DarajaSimulator.PAYBILL);
        fact(html, "Its passkey", "passkey", DarajaSimulator.PASSKEY);
        fact(html, "Initiator", "initiator", initiator.name());
        fact(html, "Its password", "initiator-password", initiator.password());
        fact(html, "Certificate", "certificate", simulator.baseUri() + "/simulator/certificate");
        html.raw("</dl><h2>All merchants</h2><p>Each signs with the same passkey unless it was given its own.</p>")
                .raw("<dl class=\"facts\">");
        for (Organisation organisation : simulator.organisations()) {
            String till =
                    organisation.tillNumber().map(number -> ", till " + number).orElse("");
            fact(html, organisation.name(), "code-" + organisation.shortCode(), organisation.shortCode() + till);
        }
        html.raw(
                        "</dl><h2>Then</h2><ol class=\"steps\"><li>Ask one of these people for money; without an application, from the <a href=\"/shop\">shop</a>.</li>")
                .raw("<li>Open their <a href=\"/phone\">phone</a> and enter the PIN.</li>")
                .raw("<li>Watch your callback arrive, and the <a href=\"/ledger\">ledger</a> agree.</li>")
                .raw("<li>Make it hard: the <a href=\"/faults\">fault board</a> loses callbacks, cuts connections, ")
                .raw("and more.</li></ol><h2>People</h2><table class=\"cards\"><thead><tr><th>Name</th><th>Number</th>")
                .raw("<th>PIN</th><th class=\"number\">Balance</th></tr></thead><tbody>");
        for (Subscriber subscriber : simulator.subscribers()) {
            html.raw("<tr><td data-label=\"Name\"><a href=\"/phone?number=")
                    .text(subscriber.msisdn())
                    .raw("\">")
                    .text(subscriber.name())
                    .raw("</a></td><td data-label=\"Number\">")
                    .text(subscriber.msisdn())
                    .raw("</td><td data-label=\"PIN\">")
                    .text(subscriber.pin())
                    .raw("</td><td class=\"number\" data-label=\"Balance\">")
                    .text(Words.shillings(subscriber.balance()))
                    .raw("</td></tr>");
        }
        html.raw("</tbody></table><p>Any other Kenyan number works too.</p>");
        return Layout.page("/", "Guide", html.toString());
    }

    private static void fact(Html html, String name, String id, String value) {
        html.raw("<div><dt>")
                .text(name)
                .raw("</dt><dd><code id=\"")
                .text(id)
                .raw("\">")
                .text(value)
                .raw("</code></dd></div>");
    }
}
