package io.github.darajasdk.simulator.internal.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Setting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What customers pay by the menu of their phone, and what M-PESA tells organisations about payments. */
public final class C2bDesk {

    private static final Duration VALIDATION_LIMIT = Duration.ofSeconds(8);

    private final World world;
    private final Poster poster;

    C2bDesk(World world, Poster poster) {
        this.world = world;
        this.poster = poster;
    }

    /** What the organisation said to a payment before it was made. */
    private record Validation(boolean accepted, String thirdPartyId) {}

    /**
     * Lets a customer pay by the menu: the organisation is asked if it registered for that and
     * {@link Setting#C2B_VALIDATION} is on, then the money moves, then the organisation is told.
     *
     * @return the receipt, once it is decided; empty if the payment was refused or there was no money
     */
    public CompletableFuture<Optional<String>> payByMenu(CustomerPayments.Order order) {
        return world.locked(() -> {
            String receipt = world.ids().receipt(world.now());
            Optional<C2bUrls> urls = order.payee().c2bUrls();
            if (urls.isEmpty() || !world.settings().get(Setting.C2B_VALIDATION)) {
                return CompletableFuture.completedFuture(finish(order, receipt, new Validation(true, "")));
            }
            return validate(order, receipt, urls.get())
                    .thenApply(validation -> world.locked(() -> finish(order, receipt, validation)));
        });
    }

    private Optional<String> finish(CustomerPayments.Order order, String receipt, Validation validation) {
        Instant at = world.now();
        if (!validation.accepted()) {
            order.payer()
                    .receive(CustomerPayments.sms(
                            at,
                            "Failed. " + order.payee().name() + " did not accept your payment of "
                                    + CustomerPayments.ksh(order.shillings()) + " for account " + order.account()
                                    + "."));
            return Optional.empty();
        }
        return world.payments()
                .pay(order, receipt, validation.thirdPartyId(), at)
                .map(Transaction::receipt);
    }

    private CompletableFuture<Validation> validate(CustomerPayments.Order order, String receipt, C2bUrls urls) {
        ObjectNode body = notification(
                order.payee(),
                receipt,
                order.shillings() * 100,
                order.account(),
                order.payer().msisdn(),
                world.now(),
                urls);
        CompletableFuture<Validation> decision = new CompletableFuture<>();
        world.timeline()
                .at(
                        world.now().plus(VALIDATION_LIMIT),
                        due -> decision.complete(new Validation(urls.completeWhenSilent(), "")));
        CompletableFuture<Void> unused = poster.post("c2b-validation", urls.validationUrl(), Map.of(), Json.bytes(body))
                .thenAccept(answer -> decision.complete(read(answer, urls)));
        return decision;
    }

    private static Validation read(Poster.Answer answer, C2bUrls urls) {
        Optional<ObjectNode> json = answer.acknowledged() ? Json.parseObject(answer.body()) : Optional.empty();
        String code = json.map(body -> Json.text(body, "ResultCode")).orElse("");
        if (code.isEmpty()) {
            return new Validation(urls.completeWhenSilent(), ""); // what cannot be read is no answer
        }
        return new Validation(
                code.equals("0"),
                json.map(body -> Json.text(body, "ThirdPartyTransID")).orElse(""));
    }

    /** Tells the payee that a customer paid, once; called with the world's lock held. */
    void confirm(OrganisationState payee, Transaction paid, String thirdPartyId) {
        Optional<C2bUrls> urls = payee.c2bUrls();
        if (urls.isEmpty()) {
            return;
        }
        ObjectNode body = notification(
                payee,
                paid.receipt(),
                paid.cents(),
                paid.account(),
                String.valueOf(paid.msisdn()),
                paid.finalisedAt(),
                urls.get());
        body.put("OrgAccountBalance", Amounts.plain(world.book().balance(payee.collectionAccount())));
        body.put("ThirdPartyTransID", thirdPartyId);
        byte[] bytes = Json.bytes(body);
        world.timeline().at(world.now(), due -> {
            CompletableFuture<Poster.Answer> unused =
                    poster.post("c2b-confirmation", urls.get().confirmationUrl(), Map.of(), bytes);
        });
    }

    private ObjectNode notification(
            OrganisationState payee,
            String receipt,
            long cents,
            String account,
            String msisdn,
            Instant at,
            C2bUrls urls) {
        boolean till = payee.tillNumber().isPresent();
        ObjectNode body = Json.object();
        body.put("TransactionType", till ? "Buy Goods" : "Pay Bill");
        body.put("TransID", receipt);
        body.put("TransTime", EastAfricaTime.stamp(at));
        body.put("TransAmount", Amounts.plain(cents));
        body.put("BusinessShortCode", payee.payableNumber());
        body.put("BillRefNumber", till ? "" : account);
        body.put("InvoiceNumber", "");
        body.put("OrgAccountBalance", "");
        body.put("ThirdPartyTransID", "");
        body.put("MSISDN", urls.version() == 1 ? hash(msisdn) : Masks.spaced(msisdn));
        body.put("FirstName", world.subscriber(msisdn).name().toUpperCase(Locale.ROOT));
        body.put("MiddleName", "");
        body.put("LastName", "");
        return body;
    }

    private static String hash(String msisdn) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(msisdn.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
