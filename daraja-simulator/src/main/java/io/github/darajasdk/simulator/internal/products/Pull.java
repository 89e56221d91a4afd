package io.github.darajasdk.simulator.internal.products;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Setting;
import io.github.darajasdk.simulator.internal.http.Errors;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.world.Amounts;
import io.github.darajasdk.simulator.internal.world.EastAfricaTime;
import io.github.darajasdk.simulator.internal.world.Json;
import io.github.darajasdk.simulator.internal.world.Msisdns;
import io.github.darajasdk.simulator.internal.world.OrganisationState;
import io.github.darajasdk.simulator.internal.world.Transaction;
import io.github.darajasdk.simulator.internal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pull Transactions: what customers paid in the last 48 hours, in pages, as an array in an array. */
final class Pull {

    private static final Duration WINDOW = Duration.ofDays(2);
    private static final DateTimeFormatter ASKED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TOLD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");

    private final World world;
    private final Errors errors;
    private final Set<String> registered = new HashSet<>();

    Pull(World world, Errors errors) {
        this.world = world;
        this.errors = errors;
        world.onClear(registered::clear);
    }

    Reply register(ObjectNode body) {
        String shortCode = Json.text(body, "ShortCode");
        if (world.payee(shortCode).isEmpty()) {
            return errors.invalid("ShortCode");
        }
        if (!Json.text(body, "RequestType").equals("Pull")) {
            return errors.invalid("RequestType");
        }
        if (!Msisdns.isCanonical(Json.text(body, "NominatedNumber"))) {
            return errors.invalid("NominatedNumber");
        }
        if (Json.text(body, "CallBackURL").isBlank()) {
            return errors.invalid("CallBackURL");
        }
        boolean first = world.locked(() -> registered.add(shortCode));
        ObjectNode answer = Json.object();
        answer.put("ResponseRefID", world.ids().legacyRequestId());
        answer.put("ResponseStatus", first ? "1000" : "1001");
        answer.put("ShortCode", shortCode);
        answer.put("ResponseDescription", first ? "Shortcode Registered Successfully" : "Shortcode already Registered");
        return Reply.json(200, answer);
    }

    Reply query(ObjectNode body) {
        String shortCode = Json.text(body, "ShortCode");
        Optional<OrganisationState> organisation = world.payee(shortCode);
        Optional<Instant> from = moment(Json.text(body, "StartDate"));
        Optional<Instant> to = moment(Json.text(body, "EndDate"));
        String offset = Json.text(body, "OffSetValue");
        if (organisation.isEmpty()) {
            return errors.invalid("ShortCode");
        }
        if (from.isEmpty()) {
            return errors.invalid("StartDate");
        }
        if (to.isEmpty() || to.get().isBefore(from.get())) {
            return errors.invalid("EndDate");
        }
        if (!offset.matches("\\d{1,9}")) {
            return errors.invalid("OffSetValue");
        }
        List<Transaction> rows = world.locked(() -> registered.contains(shortCode)
                ? rows(organisation.get(), from.get(), to.get(), Integer.parseInt(offset))
                : List.of());
        return rows.isEmpty() ? nothing() : found(organisation.get(), rows);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(
                    LocalDateTime.parse(text, ASKED).atZone(EastAfricaTime.ZONE).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private List<Transaction> rows(OrganisationState organisation, Instant from, Instant to, int offset) {
        Instant oldest = world.now().minus(WINDOW);
        return world.transactions().all().stream()
                .filter(Transaction::fromCustomer)
                .filter(transaction -> transaction.shortCode().equals(organisation.shortCode()))
                .filter(transaction -> !transaction.finalisedAt().isBefore(oldest))
                .filter(transaction -> !transaction.finalisedAt().isBefore(from))
                .filter(transaction -> !transaction.finalisedAt().isAfter(to))
                .skip(offset)
                .limit(world.settings().get(Setting.PULL_PAGE))
                .toList();
    }

    private Reply found(OrganisationState organisation, List<Transaction> rows) {
        ObjectNode answer = Json.object();
        answer.put("ResponseRefID", world.ids().legacyRequestId());
        answer.put("ResponseCode", "1000");
        answer.put("ResponseMessage", "Success");
        ArrayNode list = answer.putArray("Response").addArray();
        rows.forEach(row -> list.add(row(organisation, row)));
        return Reply.json(200, answer);
    }

    private ObjectNode row(OrganisationState organisation, Transaction transaction) {
        String msisdn = String.valueOf(transaction.msisdn());
        boolean till = transaction.road() == Transaction.Road.BUY_GOODS;
        boolean utc = world.settings().get(Setting.PULL_TIME) == Setting.PullTime.UTC;
        LocalDateTime time =
                LocalDateTime.ofInstant(transaction.finalisedAt(), utc ? ZoneOffset.UTC : EastAfricaTime.ZONE);
        return Json.object()
                .put("transactionId", transaction.receipt())
                .put("trxDate", TOLD.format(time))
                .put("msisdn", Long.parseLong(msisdn.substring(3)))
                .put("sender", "MPESA")
                .put("transactiontype", till ? "c2b-buy-goods-debit" : "c2b-pay-bill-debit")
                .put("billreference", transaction.account())
                .put("amount", Amounts.plain(transaction.cents()))
                .put("organizationname", organisation.name());
    }

    private Reply nothing() {
        ObjectNode answer = Json.object();
        if (world.settings().get(Setting.PULL_EMPTY) == Setting.PullEmpty.NESTED) {
            answer.put("ResponseRefID", world.ids().legacyRequestId());
            answer.put("ResponseCode", "1001");
            answer.put("ResponseMessage", "No transactions found");
            answer.putArray("Response").addArray();
        } else {
            answer.put("RequestID", world.ids().legacyRequestId());
            answer.put("ResponseCode", "1001");
            answer.put("ResponseMessage", "No records found or Organization Name not available");
        }
        return Reply.json(200, answer);
    }
}
