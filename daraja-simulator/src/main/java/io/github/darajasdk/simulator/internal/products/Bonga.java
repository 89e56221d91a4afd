package io.github.darajasdk.simulator.internal.products;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import io.github.darajasdk.simulator.internal.http.Errors;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.Book;
import io.github.darajasdk.simulator.internal.world.CustomerPayments;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.SubscriberState;
import io.github.darajasdk.simulator.internal.world.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lipa na Bonga: points become shillings, and shillings a payment that C2B reports. */
final class Bonga {

    private static final BigDecimal RATE = new BigDecimal("0.2");

    private final World world;
    private final Errors errors;

    Bonga(World world, Errors errors) {
        this.world = world;
        this.errors = errors;
    }

    Reply calculate(ObjectNode body) {
        String points = Json.text(body, "points");
        if (!isCount(points)) {
            return errors.invalid("points");
        }
        ObjectNode value = Json.object()
                .put("amount", shillings(points).toPlainString())
                .put("points", points)
                .put("rate", RATE.toPlainString());
        return answer(value);
    }

    Reply redeem(ObjectNode body) {
        String msisdn = Json.text(body, "msisdn");
        if (!Msisdns.isCanonical(msisdn)) {
            return errors.invalid("msisdn");
        }
        String points = Json.text(body, "bongaPoints");
        if (!isCount(points)) {
            return errors.invalid("bongaPoints");
        }
        String amount = Json.text(body, "amount");
        if (!isCount(amount) || new BigDecimal(amount).compareTo(shillings(points)) > 0) {
            return errors.invalid("amount");
        }
        Optional<OrganisationState> payee = world.payee(Json.text(body, "shortCode"));
        if (payee.isEmpty()) {
            return errors.invalid("shortCode");
        }
        return answer(null)
                .then(() -> world.locked(() -> {
                    pay(
                            world.subscriber(msisdn),
                            payee.get(),
                            Long.parseLong(amount),
                            Json.text(body, "accountNumber"));
                    return this;
                }));
    }

    private void pay(SubscriberState payer, OrganisationState payee, long shillings, String account) {
        Instant now = world.now();
        world.book()
                .post(new LedgerEntry(
                        world.ids().receipt(now),
                        now,
                        "Bonga points redeemed",
                        "Points of " + payer.party(),
                        null,
                        List.of(
                                new Posting(Book.BANK, -shillings * 100),
                                new Posting(payer.account(), shillings * 100))));
        world.payments()
                .pay(
                        new CustomerPayments.Order(
                                payer,
                                payee,
                                shillings,
                                account,
                                null,
                                world.ids().merchantRequestId(),
                                now),
                        "",
                        now);
    }

    private static boolean isCount(String text) {
        return text.matches("[1-9]\\d{0,8}");
    }

    private static BigDecimal shillings(String points) {
        return new BigDecimal(points).multiply(RATE).stripTrailingZeros();
    }

    private Reply answer(@Nullable JsonNode value) {
        ObjectNode answer = Json.object();
        answer.putObject("header")
                .put("requestRefId", world.ids().uuid())
                .put("responseCode", 200)
                .put("responseMessage", "Success")
                .put("customerMessage", "Request executed successfully.")
                .put("timestamp", EastAfricaTime.at(world.now()).toString());
        answer.set("body", value);
        return Reply.json(200, answer);
    }
}
