package io.github.darajasdk.therapy.payment.internal;

import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.PRICE;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.accepted;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.again;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.callbackNo;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.callbackPaid;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.foreignCallbackPaid;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.pushAnswer;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Evidence may come in any order, twice, and through any instance: the outcome is the same. */
@Tag("property-54")
@Tag("property-75")
class SettlementOrderTest {

    private static final Evidence PAID_A = callbackPaid("a", "UJE41K7QXA", PRICE, 20);

    /** What can be heard about two prompts of one session, of which the first was released. */
    private static final List<Evidence> HEARD = List.of(
            accepted("a", 1),
            PAID_A,
            again(PAID_A, 22),
            query("a", EvidenceMeaning.PAID, "0", 25),
            callbackNo("a", "1032", EvidenceMeaning.NOT_PAID, 30),
            callbackNo("a", "1037", EvidenceMeaning.NOT_PAID_SOFT, 26),
            query("a", EvidenceMeaning.NOT_PAID_SOFT, "1037", 60),
            query("a", EvidenceMeaning.PENDING, "4999", 16),
            foreignCallbackPaid("a", "nobody", "UJE41K7QXF", 40),
            accepted("b", 401),
            callbackPaid("b", "UJE41K7QXB", PRICE, 420),
            callbackPaid("b", "UJE41K7QXW", PRICE + 1, 425),
            query("b", EvidenceMeaning.PAID, "0", 430));

    @Test
    void sevenPiecesInAllTheirOrdersEndTheSame() {
        everyOrderEndsTheSame(List.of(
                HEARD.get(0), HEARD.get(1), HEARD.get(2), HEARD.get(3), HEARD.get(4), HEARD.get(9), HEARD.get(10)));
        everyOrderEndsTheSame(List.of(
                HEARD.get(0), HEARD.get(5), HEARD.get(6), HEARD.get(7), HEARD.get(9), HEARD.get(11), HEARD.get(12)));
        everyOrderEndsTheSame(List.of(
                pushAnswer("a", EvidenceMeaning.NO_ANSWER, 20),
                HEARD.get(1),
                HEARD.get(3),
                HEARD.get(8),
                HEARD.get(9),
                HEARD.get(10),
                HEARD.get(12)));
    }

    @Test
    void everyFourOfThePiecesInAllTheirOrdersEndTheSame() {
        int n = HEARD.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                for (int k = j + 1; k < n; k++) {
                    for (int l = k + 1; l < n; l++) {
                        everyOrderEndsTheSame(List.of(HEARD.get(i), HEARD.get(j), HEARD.get(k), HEARD.get(l)));
                    }
                }
            }
        }
    }

    @Property(tries = 500)
    void anySubsetShuffledAnyWayEndsTheSame(
            @ForAll @IntRange(min = 0, max = (1 << 13) - 1) int subset, @ForAll long seed) {
        List<Evidence> heard = new ArrayList<>();
        for (int i = 0; i < HEARD.size(); i++) {
            if ((subset >> i & 1) == 1) {
                heard.add(HEARD.get(i));
            }
        }
        List<Evidence> shuffled = new ArrayList<>(heard);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(outcome(shuffled)).isEqualTo(outcome(heard));
    }

    private static void everyOrderEndsTheSame(List<Evidence> pieces) {
        TreeMap<String, List<Evidence>> outcomes = new TreeMap<>();
        permute(new ArrayList<>(pieces), 0, order -> outcomes.putIfAbsent(outcome(order), List.copyOf(order)));
        assertThat(outcomes.keySet())
                .as("distinct outcomes of one set: %s", outcomes)
                .hasSize(1);
    }

    private static String outcome(List<Evidence> order) {
        SettlementWorld world = new SettlementWorld().sending("a").sending("b").at(Duration.ofSeconds(500));
        order.forEach(world::hear);
        assertThat(world.illegalMoves()).isEmpty();
        assertThat(world.receipts(ReceiptDisposition.APPLIED)).isLessThanOrEqualTo(1);
        return world.summary();
    }

    private static void permute(List<Evidence> pieces, int from, java.util.function.Consumer<List<Evidence>> each) {
        if (from == pieces.size()) {
            each.accept(pieces);
            return;
        }
        for (int i = from; i < pieces.size(); i++) {
            Collections.swap(pieces, from, i);
            permute(pieces, from + 1, each);
            Collections.swap(pieces, from, i);
        }
    }
}
