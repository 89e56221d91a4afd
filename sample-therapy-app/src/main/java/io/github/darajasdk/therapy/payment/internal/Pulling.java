package io.github.darajasdk.therapy.payment.internal;

import io.github.darajasdk.pull.PullPage;
import io.github.darajasdk.pull.PullTransaction;
import io.github.darajasdk.therapy.booking.Bookings;
import io.github.darajasdk.therapy.booking.SessionId;
import io.github.darajasdk.therapy.payment.AttemptId;
import io.github.darajasdk.therapy.payment.Recovery;
import io.github.darajasdk.therapy.payment.Recovery.Gap;
import io.github.darajasdk.therapy.payment.internal.DarajaLines.Line;
import io.github.darajasdk.therapy.payment.internal.PullLog.Window;
import io.github.darajasdk.therapy.settings.PaymentEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads what customers paid in a span of time from M-PESA's own record. It finds what callbacks lost, and fills in the
 * receipts of payments that are known only by a query. Each row is a transaction of its own, so one that makes trouble
 * stops none of the others.
 */
@Component
class Pulling {

    private static final Logger LOG = LoggerFactory.getLogger(Pulling.class);

    /** M-PESA's record goes back so far. */
    static final Duration RECORD_HOLDS = Duration.ofDays(2);

    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** M-PESA's clock and the backup's last sign of life need not agree to the second. */
    private static final Duration MARGIN_OF_A_BACKUP = Duration.ofMinutes(10);

    private static final Duration LOG_KEPT = Duration.ofDays(60);

    private final DarajaLines lines;
    private final RecordsGateway records;
    private final MovementIntake movements;
    private final EvidenceStore evidence;
    private final AttemptStore attempts;
    private final Bookings bookings;
    private final Settler settler;
    private final PullLog log;
    private final Recovery recovery;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    Pulling(
            DarajaLines lines,
            RecordsGateway records,
            MovementIntake movements,
            EvidenceStore evidence,
            AttemptStore attempts,
            Bookings bookings,
            Settler settler,
            PullLog log,
            Recovery recovery,
            TransactionTemplate transaction,
            Clock clock) {
        this.lines = lines;
        this.records = records;
        this.movements = movements;
        this.evidence = evidence;
        this.attempts = attempts;
        this.bookings = bookings;
        this.settler = settler;
        this.log = log;
        this.recovery = recovery;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Reads the last hours of every short code. Does nothing where Pull is not switched on. */
    void pullLast(Duration span) {
        if (!records.canPull()) {
            return;
        }
        Instant now = clock.instant();
        for (Line line : lines.all()) {
            pull(line, new Window(now.minus(span), now));
        }
        log.forgetBefore(now.minus(LOG_KEPT));
    }

    /**
     * Reads a span to the end.
     *
     * @return whether M-PESA told all of it
     */
    boolean pull(Line line, Window window) {
        if (!records.canPull() || !isRegistered(line)) {
            return false;
        }
        int rows = 0;
        boolean complete = true;
        while (true) {
            Optional<PullPage> page = records.pull(line, window.from(), window.to(), rows);
            if (page.isEmpty()) {
                return false;
            }
            if (page.get().unreadableRows() > 0) {
                LOG.error(
                        "{} of the payments that {} was told of could not be read",
                        page.get().unreadableRows(),
                        line);
                complete = false;
            }
            int told = page.get().transactions().size() + page.get().unreadableRows();
            if (told == 0) {
                break;
            }
            complete &= take(line, page.get().transactions());
            rows += told;
        }
        if (complete) {
            log.read(line.environment(), line.merchant(), window, rows, clock.instant());
            recovery.recordsRead(line.environment(), line.merchant(), reachable(window.from()), window.to());
            lookAgainAtWhatHasNoReceipt(line);
        }
        return complete;
    }

    /**
     * Reads what a restored database has forgotten, which ends the recovery if the record goes back so far. Where it does
     * not, it is read once and a person has to end it.
     */
    void pullForgotten(Line line, Gap gap) {
        Instant from = gap.from().minus(MARGIN_OF_A_BACKUP);
        boolean isBeyondTheRecord = reachable(gap.from()).isAfter(gap.from());
        if (!(isBeyondTheRecord && hasRead(line.environment(), line.merchant(), from, gap.to()))) {
            pull(line, new Window(from, clock.instant()));
        }
    }

    private boolean hasRead(PaymentEnvironment environment, String merchant, Instant from, Instant to) {
        return log.beyond(environment, merchant, to).stream().anyMatch(window -> window.covers(from, to));
    }

    private Instant reachable(Instant from) {
        Instant oldest = clock.instant().minus(RECORD_HOLDS);
        return from.isBefore(oldest) ? oldest : from;
    }

    /** Reads the time of one attempt, of which M-PESA told no id to ask by. */
    void pullFor(AttemptRow attempt) {
        Instant sentAt = attempt.sentAt();
        if (sentAt != null) {
            Instant now = clock.instant();
            lines.find(attempt.environment(), attempt.merchant())
                    .ifPresent(line -> pull(line, new Window(sentAt.minus(MARGIN), now)));
        }
    }

    /** Whether the record was read beyond a moment since the attempt was sent; also where there is no Pull to read it. */
    boolean hasLookedFor(AttemptRow attempt, Instant until) {
        Instant sentAt = attempt.sentAt();
        return !records.canPull()
                || (sentAt != null && hasRead(attempt.environment(), attempt.merchant(), sentAt, until));
    }

    private boolean isRegistered(Line line) {
        if (registered.contains(line.toString())) {
            return true;
        }
        boolean now = records.registerForPull(line);
        if (now) {
            registered.add(line.toString());
        }
        return now;
    }

    private boolean take(Line line, List<PullTransaction> rows) {
        Set<String> known = evidence.reportedByPull(
                line.environment(),
                rows.stream().map(row -> row.receiptNumber().value()).toList());
        boolean all = true;
        for (PullTransaction row : rows) {
            if (!known.contains(row.receiptNumber().value())) {
                all &= take(line, row);
            }
        }
        return all;
    }

    private boolean take(Line line, PullTransaction row) {
        try {
            transaction.executeWithoutResult(status -> movements.report(RecordReading.read(line, row)));
            return true;
        } catch (RuntimeException e) {
            LOG.error("payment {} was pulled and could not be taken in; the next pull tries again", row, e);
            return false;
        }
    }

    /** A payment without a receipt that the record does not hold either is for a person now. */
    private void lookAgainAtWhatHasNoReceipt(Line line) {
        for (AttemptId id : attempts.withoutReceipt(line.environment(), line.merchant())) {
            SessionId session = attempts.find(id).orElseThrow().sessionId();
            transaction.executeWithoutResult(
                    status -> settler.settle(bookings.lockForPayment(session), clock.instant()));
        }
    }
}
