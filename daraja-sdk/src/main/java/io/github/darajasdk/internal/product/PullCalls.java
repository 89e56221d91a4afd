package io.github.darajasdk.internal.product;

import io.github.darajasdk.Amount;
import io.github.darajasdk.ReceiptNumber;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.time.EastAfricaTime;
import io.github.darajasdk.internal.wire.WholeShillings;
import io.github.darajasdk.internal.wire.WireObject;
import io.github.darajasdk.pull.PullApi;
import io.github.darajasdk.pull.PullPage;
import io.github.darajasdk.pull.PullQuery;
import io.github.darajasdk.pull.PullRegistered;
import io.github.darajasdk.pull.PullRegistration;
import io.github.darajasdk.pull.PullTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Pull Transactions over the wire. */
public final class PullCalls implements PullApi {

    private static final Operation REGISTER =
            Operation.read("pull.register", "Pull registration", "/pulltransactions/v1/register");
    private static final Operation QUERY = Operation.read("pull.query", "Pull query", "/pulltransactions/v1/query");

    private static final String DONE = "1000";
    private static final String NOTHING_OR_BEFORE = "1001";

    private final Core core;

    public PullCalls(Core core) {
        this.core = core;
    }

    @Override
    public PullRegistered register(PullRegistration registration) {
        WireObject body = WireObject.create()
                .put("ShortCode", shortCode(registration.shortCode()))
                .put("RequestType", "Pull")
                .put("NominatedNumber", registration.nominatedNumber().value())
                .put("CallBackURL", registration.callbackUrl().toString());
        Answer answer = core.pipeline().send(REGISTER, body);
        // Two spellings are documented.
        String statusName = answer.json().has("ResponseStatus") ? "ResponseStatus" : "Response Status";
        boolean before = NOTHING_OR_BEFORE.equals(answer.json().codeText(statusName));
        if (!before) {
            answer.accepted(statusName, "ResponseDescription", DONE);
        }
        return new PullRegistered(before, answer.json().textOrEmpty("ResponseDescription"), answer.text());
    }

    @Override
    public CompletableFuture<PullRegistered> registerAsync(PullRegistration registration) {
        return core.async().run(() -> register(registration));
    }

    @Override
    public PullPage query(PullQuery query) {
        WireObject body = WireObject.create()
                .put("ShortCode", shortCode(query.shortCode()))
                .put("StartDate", EastAfricaTime.formatWithBlanks(query.from()))
                .put("EndDate", EastAfricaTime.formatWithBlanks(query.to()))
                .put("OffSetValue", String.valueOf(query.offset()));
        Answer answer = core.pipeline().send(QUERY, body);
        if (NOTHING_OR_BEFORE.equals(answer.json().codeText("ResponseCode"))) {
            return new PullPage(List.of(), 0, answer.text());
        }
        answer.accepted("ResponseCode", "ResponseMessage", DONE);
        List<PullTransaction> transactions = new ArrayList<>();
        int unreadable = 0;
        for (Optional<WireObject> row : answer.json()
                .nestedObjects("Response")
                .orElseThrow(() -> answer.unreadable("Response is not a list of rows"))) {
            Optional<PullTransaction> transaction = row.flatMap(PullCalls::read);
            transaction.ifPresent(transactions::add);
            unreadable += transaction.isPresent() ? 0 : 1;
        }
        return new PullPage(transactions, unreadable, answer.text());
    }

    private static Optional<PullTransaction> read(WireObject row) {
        Optional<Amount> amount = WholeShillings.ofText(row.textOrEmpty("amount"));
        if (amount.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PullTransaction(
                    ReceiptNumber.of(row.textOrEmpty("transactionId")),
                    amount.get(),
                    EastAfricaTime.tryParseWritten(row.textOrEmpty("trxDate")).orElse(null),
                    row.textOrEmpty("billreference"),
                    row.textOrEmpty("msisdn"),
                    row.textOrEmpty("transactiontype"),
                    row.textOrEmpty("organizationname")));
        } catch (IllegalArgumentException malformedReceipt) {
            return Optional.empty();
        }
    }

    @Override
    public CompletableFuture<PullPage> queryAsync(PullQuery query) {
        return core.async().run(() -> query(query));
    }

    private String shortCode(Optional<ShortCode> given) {
        return given.orElse(core.settings().merchant().shortCode()).value();
    }
}
