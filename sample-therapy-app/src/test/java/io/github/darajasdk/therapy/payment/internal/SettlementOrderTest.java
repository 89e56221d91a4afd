package io.github.darajasdk.therapy.payment.internal;

import static io.github.darajasdk.therapy.payment.internal.Pieces.accepted;
import static io.github.darajasdk.therapy.payment.internal.Pieces.again;
import static io.github.darajasdk.therapy.payment.internal.Pieces.byMenu;
import static io.github.darajasdk.therapy.payment.internal.Pieces.callbackNo;
import static io.github.darajasdk.therapy.payment.internal.Pieces.callbackPaid;
import static io.github.darajasdk.therapy.payment.internal.Pieces.denied;
import static io.github.darajasdk.therapy.payment.internal.Pieces.foreignCallbackPaid;
import static io.github.darajasdk.therapy.payment.internal.Pieces.pushAnswer;
import static io.github.darajasdk.therapy.payment.internal.Pieces.query;
import static io.github.darajasdk.therapy.payment.internal.Pieces.record;
import static io.github.darajasdk.therapy.payment.internal.Pieces.wentBack;
import static io.github.darajasdk.therapy.payment.internal.SettlementWorld.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.payment.internal.SettlementFacts.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Evidence may come in any order, twice, and through any instance: the outcome is the same.
 *
 * <p>Exhaustive, without walking n! orders: every order of a set ends with one of its pieces, so the worlds that the
 * orders of a set lead to are those of its subsets with one piece less, each told the missing one. Worlds that are equal
 * in everything have one future and are walked once.
 */
@Tag("property-54")
@Tag("property-75")
class SettlementOrderTest {

    private static final Evidence PAID_A = callbackPaid("a", "UJE41K7QXA", PRICE, 20);

    /** Two prompts of one session, of which the first was released. */
    private static final List<Evidence> TWO_PROMPTS = List.of(
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

    /** One prompt and money by menu, told by every channel there is. */
    private static final List<Evidence> ALL_CHANNELS = List.of(
            pushAnswer("a", EvidenceMeaning.NO_ANSWER, 20),
            PAID_A,
            query("a", EvidenceMeaning.PAID, "0", 25),
            record("a", EvidenceSource.C2B, "UJE41K7QXA", PRICE, 21),
            record("a", EvidenceSource.PULL, "UJE41K7QXA", PRICE, 90),
            record("a", EvidenceSource.STATEMENT, "UJE41K7QXA", PRICE, 200),
            byMenu(EvidenceSource.C2B, "UJE41K7QXM", PRICE, 50),
            byMenu(EvidenceSource.STATUS_RESULT, "UJE41K7QXM", PRICE, 110),
            byMenu(EvidenceSource.PULL, "UJE41K7QXM", PRICE, 91),
            byMenu(EvidenceSource.C2B, "UJE41K7QXL", PRICE, 52),
            denied(null, "UJE41K7QXL", 700),
            byMenu(EvidenceSource.C2B, "UJE41K7QXC", PRICE + 5, 53),
            byMenu(EvidenceSource.PULL, "UJE41K7QXC", PRICE, 95));

    /** One prompt whose money went back. */
    private static final List<Evidence> WENT_BACK = List.of(
            accepted("a", 1),
            PAID_A,
            callbackNo("a", "1032", EvidenceMeaning.NOT_PAID, 30),
            query("a", EvidenceMeaning.PAID, "0", 25),
            record("a", EvidenceSource.C2B, "UJE41K7QXA", PRICE, 21),
            record("a", EvidenceSource.PULL, "UJE41K7QXA", PRICE, 90),
            wentBack("a", "UJE41K7QXA", 300));

    @Test
    void everyOrderOfEverySetAboutTwoPromptsEndsTheSame() {
        assertThat(ordersWalked(atFirst(TWO_PROMPTS))).isGreaterThan(39_916_800L);
    }

    @Test
    void everyOrderOfEverySetByAllChannelsEndsTheSame() {
        assertThat(ordersWalked(atFirst(ALL_CHANNELS))).isGreaterThan(39_916_800L);
    }

    @Test
    void everyOrderOfEverySetOfMoneyThatWentBackEndsTheSame() {
        assertThat(ordersWalked(WENT_BACK)).isGreaterThan(5_040L);
    }

    /** All of them in the long form; eleven, which is some 100 million orders, in the short one. */
    private static List<Evidence> atFirst(List<Evidence> pieces) {
        return Boolean.getBoolean("tests.long") ? pieces : pieces.subList(0, 11);
    }

    /** The walk above is believed because the plain way finds the same. */
    @Property(tries = 300)
    void anySubsetShuffledAnyWayEndsTheSame(@ForAll int subset, @ForAll long seed) {
        List<Evidence> all = seed % 2 == 0 ? TWO_PROMPTS : ALL_CHANNELS;
        List<Evidence> heard = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((subset >> i & 1) == 1) {
                heard.add(all.get(i));
            }
        }
        List<Evidence> shuffled = new ArrayList<>(heard);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(summary(shuffled)).isEqualTo(summary(heard));
    }

    private static String summary(List<Evidence> order) {
        SettlementWorld world = start();
        order.forEach(world::hear);
        return world.summary();
    }

    private static SettlementWorld start() {
        return new SettlementWorld().sending("a").sending("b").at(Duration.ofSeconds(500));
    }

    /** Requires one outcome for each subset; returns how many orders that were. */
    private static long ordersWalked(List<Evidence> pieces) {
        Map<Integer, Map<Object, SettlementWorld>> worlds = new HashMap<>();
        worlds.put(0, Map.of("", start()));
        long orders = 0;
        long[] factorials = factorials(pieces.size());
        for (int set = 1; set < 1 << pieces.size(); set++) {
            Map<Object, SettlementWorld> reached = new LinkedHashMap<>();
            for (int i = 0; i < pieces.size(); i++) {
                if ((set >> i & 1) == 1) {
                    for (SettlementWorld before : worlds.get(set & ~(1 << i)).values()) {
                        SettlementWorld after = before.copy().hear(pieces.get(i));
                        reached.putIfAbsent(after.state(), after);
                    }
                }
            }
            check(reached, named(pieces, set));
            worlds.put(set, reached);
            orders += factorials[Integer.bitCount(set)];
        }
        return orders;
    }

    private static void check(Map<Object, SettlementWorld> reached, List<Evidence> pieces) {
        TreeSet<String> outcomes = new TreeSet<>();
        for (SettlementWorld world : reached.values()) {
            outcomes.add(world.summary());
            assertThat(world.illegalMoves()).isEmpty();
            assertThat(world.receipts(ReceiptDisposition.APPLIED)).isLessThanOrEqualTo(1);
        }
        if (outcomes.size() != 1) {
            assertThat(outcomes).as("distinct outcomes of one set: %s", pieces).hasSize(1);
        }
    }

    private static List<Evidence> named(List<Evidence> pieces, int set) {
        List<Evidence> named = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if ((set >> i & 1) == 1) {
                named.add(pieces.get(i));
            }
        }
        return named;
    }

    private static long[] factorials(int most) {
        long[] factorials = new long[most + 1];
        factorials[0] = 1;
        for (int i = 1; i <= most; i++) {
            factorials[i] = factorials[i - 1] * i;
        }
        return factorials;
    }
}
