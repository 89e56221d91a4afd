package io.github.darajasdk.therapy.reconciliation.web;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.booking.TherapySession;
import io.github.darajasdk.therapy.payment.BookedReceipt;
import io.github.darajasdk.therapy.payment.ReceiptBook;
import io.github.darajasdk.therapy.payment.Verification;
import io.github.darajasdk.therapy.platform.web.PageNotFoundException;
import io.github.darajasdk.therapy.platform.web.Problem;
import io.github.darajasdk.therapy.reconciliation.MpesaRecords;
import io.github.darajasdk.therapy.reconciliation.Orphan;
import io.github.darajasdk.therapy.reconciliation.Overview;
import io.github.darajasdk.therapy.reconciliation.Period;
import io.github.darajasdk.therapy.reconciliation.Reconciliation;
import io.github.darajasdk.therapy.reconciliation.Run;
import io.github.darajasdk.therapy.reconciliation.RunId;
import io.github.darajasdk.therapy.reconciliation.RunState;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.AskedJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.ItemJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.OrphanJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.OrphanTotalJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.PageJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.ReceiptJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.RecordJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.RunJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.SessionJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.SummaryJson;
import io.github.darajasdk.therapy.reconciliation.web.ReconciliationJson.SumsJson;
import io.github.darajasdk.therapy.settings.PaymentMode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reconciliation as JSON, for administrators alone. */
@RestController
@RequestMapping("/api/reconciliation")
class ReconciliationApi {

    private static final int MOST_FOUND = 100;
    private static final int MOST_ENTRIES = 500;
    private static final int UUID_LENGTH = 36;

    private final CurrentUser currentUser;
    private final Bookings bookings;
    private final ReceiptBook receipts;
    private final Reconciliation reconciliation;
    private final Overview overview;
    private final MpesaRecords records;
    private final Verification verification;
    private final Reports reports;
    private final PaymentMode books;
    private final Clock clock;

    ReconciliationApi(
            CurrentUser currentUser,
            Bookings bookings,
            ReceiptBook receipts,
            Reconciliation reconciliation,
            Overview overview,
            MpesaRecords records,
            Verification verification,
            Reports reports,
            PaymentMode books,
            Clock clock) {
        this.currentUser = currentUser;
        this.bookings = bookings;
        this.receipts = receipts;
        this.reconciliation = reconciliation;
        this.overview = overview;
        this.records = records;
        this.verification = verification;
        this.reports = reports;
        this.books = books;
        this.clock = clock;
    }

    /** Begins a comparison; how far it is, its address tells. */
    @PostMapping("/run")
    ResponseEntity<RunJson> start(@RequestBody StartJson body) {
        Period period = Days.period(text(body.from()), text(body.to()), clock.instant())
                .orElseThrow(() -> new RefusedException(
                        "BAD_PERIOD",
                        "\"from\" and \"to\" are days such as 2026-11-20, in order, not in the future, at most "
                                + Days.MOST + " days apart"));
        RunId id = reconciliation.start(books, period, currentUser.require().id());
        return ResponseEntity.accepted()
                .location(URI.create("/api/reconciliation/run/" + id))
                .body(RunJson.of(reconciliation.find(id).orElseThrow()));
    }

    @GetMapping("/run")
    PageJson<RunJson> runs(
            @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "20") int limit) {
        RunId before = after.isEmpty()
                ? null
                : ReconciliationController.run(after).orElseThrow(() -> badKey("the number of a run"));
        return ReconciliationJson.page(
                reconciliation.runs(before, checked(limit)),
                limit,
                RunJson::of,
                run -> run.id().toString());
    }

    @GetMapping("/run/{run}")
    RunJson run(@PathVariable String run) {
        return RunJson.of(RunController.find(reconciliation, run));
    }

    @PostMapping("/run/{run}/cancel")
    RunJson cancel(@PathVariable String run) {
        Run found = RunController.find(reconciliation, run);
        reconciliation.cancel(found.id(), currentUser.require().id());
        return RunJson.of(reconciliation.find(found.id()).orElseThrow());
    }

    @PostMapping("/run/{run}/resume")
    RunJson resume(@PathVariable String run) {
        Run found = RunController.find(reconciliation, run);
        reconciliation.resume(found.id(), currentUser.require().id());
        return RunJson.of(reconciliation.find(found.id()).orElseThrow());
    }

    @GetMapping("/run/{run}/items")
    PageJson<ItemJson> items(
            @PathVariable String run,
            @RequestParam(defaultValue = ItemChoice.OPEN) String show,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Run found = RunController.find(reconciliation, run);
        if (!after.matches("[0-9]{1,18}")) {
            throw badKey("the number of an item");
        }
        return ReconciliationJson.page(
                reconciliation.items(found.id(), choice(show).filter(), Long.parseLong(after), checked(limit)),
                limit,
                ItemJson::of,
                item -> Long.toString(item.number()));
    }

    /** A finished run as a file. */
    @GetMapping("/report")
    void report(
            @RequestParam String run,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = ItemChoice.ALL) String show,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        Run found = RunController.find(reconciliation, run);
        if (found.state() != RunState.FINISHED) {
            throw new RefusedException(
                    HttpStatus.CONFLICT,
                    "RUN_NOT_FINISHED",
                    "the run is " + found.state() + "; wait until it is FINISHED");
        }
        switch (format) {
            case "csv" -> reports.csv(found, choice(show), locale, response);
            case "pdf" -> reports.pdf(found, locale, response);
            default -> throw new RefusedException("BAD_FORMAT", "\"format\" is csv or pdf");
        }
    }

    /** Both sides of a session's money. */
    @GetMapping("/session/{id}")
    SessionJson session(@PathVariable String id) {
        TherapySession session = find(id);
        List<BookedReceipt> booked = receipts.ofSession(session.id());
        return new SessionJson(
                session.id().value(),
                session.bookingNumber(),
                session.price().shillings() * 100,
                booked.stream().map(ReceiptJson::of).toList(),
                booked.stream()
                        .flatMap(receipt -> records.of(session.environment(), receipt.receipt()).stream())
                        .map(RecordJson::of)
                        .toList(),
                reconciliation.itemsOf(session.id(), MOST_FOUND).stream()
                        .map(ItemJson::of)
                        .toList());
    }

    /** Has M-PESA asked now: about all of a session's money by its id, or about one receipt. */
    @PostMapping("/verify/{id}")
    ResponseEntity<AskedJson> verify(@PathVariable String id) {
        AskedJson asked;
        if (id.matches("[A-Z0-9]{8,12}")) {
            asked = new AskedJson(0, verification.askAbout(books, id) ? 1 : 0);
        } else {
            Verification.Asked about = verification.askAbout(find(id).id());
            asked = new AskedJson(about.prompts(), about.receipts());
        }
        if (asked.prompts() == 0 && asked.receipts() == 0) {
            throw new RefusedException(
                    HttpStatus.CONFLICT,
                    "NOTHING_TO_ASK",
                    "no prompt is open, and asking about receipts (app.payment.channels.status) is not set up or there is"
                            + " none");
        }
        return ResponseEntity.accepted().body(asked);
    }

    /** Money that no payment explains, the latest first. */
    @GetMapping("/orphaned")
    PageJson<OrphanJson> orphaned(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Period period = from.isEmpty() && to.isEmpty()
                ? Standing.orphanPeriod(clock.instant())
                : Days.period(from, to, clock.instant())
                        .orElseThrow(() -> new RefusedException(
                                "BAD_PERIOD", "\"from\" and \"to\" are days such as 2026-11-20, in order"));
        return ReconciliationJson.page(
                overview.orphans(books, period, key(after).orElse(null), checked(limit)),
                limit,
                OrphanJson::of,
                orphan -> orphan.at() + "_" + orphan.receipt());
    }

    @GetMapping("/summary")
    SummaryJson summary() {
        Standing standing = Standing.of(overview, books, clock.instant());
        return new SummaryJson(
                books.environment(),
                books.merchant(),
                SumsJson.of(standing.spans().get(0)),
                SumsJson.of(standing.spans().get(1)),
                SumsJson.of(standing.spans().get(2)),
                new OrphanTotalJson(
                        Standing.ORPHAN_DAYS,
                        standing.orphans().count(),
                        standing.orphans().cents()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException refused) {
        return Problem.answer(refused.status, refused.code, String.valueOf(refused.getMessage()));
    }

    private TherapySession find(String id) {
        try {
            if (id.length() == UUID_LENGTH) {
                return bookings.find(new SessionId(UUID.fromString(id))).orElseThrow(PageNotFoundException::new);
            }
        } catch (IllegalArgumentException notAnId) {
            // no such session
        }
        throw new PageNotFoundException();
    }

    private static ItemChoice choice(String show) {
        return ItemChoice.of(show)
                .orElseThrow(() -> new RefusedException(
                        "BAD_CHOICE", "\"show\" is open, all, or the name of an outcome or a rule"));
    }

    private static Optional<Orphan.Key> key(String after) {
        if (after.isEmpty()) {
            return Optional.empty();
        }
        int between = after.indexOf('_');
        Optional<Orphan.Key> key = between < 0
                ? Optional.empty()
                : OrphanKeys.read(after.substring(0, between), after.substring(between + 1));
        return Optional.of(key.orElseThrow(() -> badKey("the \"next\" of a page")));
    }

    private static RefusedException badKey(String what) {
        return new RefusedException("BAD_KEY", "\"after\" is " + what);
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw new RefusedException("BAD_LIMIT", "\"limit\" is 1 to " + MOST_ENTRIES);
        }
        return limit;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** The first and the last day, both included; days of East Africa. */
    record StartJson(@Nullable String from, @Nullable String to) {}

    /** A call that cannot be carried out as it stands. */
    private static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;
        private final String code;

        RefusedException(String code, String message) {
            this(HttpStatus.UNPROCESSABLE_CONTENT, code, message);
        }

        RefusedException(HttpStatus status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }
}
