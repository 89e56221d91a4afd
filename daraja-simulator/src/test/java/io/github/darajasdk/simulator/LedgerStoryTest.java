package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LedgerStoryTest extends SimulatorTest {

    private static final List<CustomerScript> CUSTOMERS = List.of(
            CustomerScript.approves(),
            CustomerScript.approvesAfter(Duration.ofSeconds(20)),
            CustomerScript.approvesAfter(Duration.ofSeconds(70)),
            CustomerScript.cancels(),
            CustomerScript.wrongPin(),
            CustomerScript.ignores(),
            CustomerScript.phoneOff(),
            CustomerScript.busy());

    @Test
    void afterManyPushesAtOnceEveryPaidPushHasOneDebitAndTheMoneyAddsUp() {
        Random random = new Random(20261014);
        long moneyBefore = 0;
        for (int i = 0; i < 8; i++) {
            moneyBefore += simulator.subscriber(number(i)).balance(10_000).balance();
        }
        for (int i = 0; i < 200; i++) {
            simulator.nextPush().customer(CUSTOMERS.get(random.nextInt(CUSTOMERS.size())));
        }
        List<CompletableFuture<Void>> pushes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ObjectNode push = merchant.goodPush();
            push.put("PhoneNumber", Long.parseLong(number(random.nextInt(8))));
            push.put("Amount", 1 + random.nextInt(900));
            pushes.add(CompletableFuture.runAsync(() -> merchant.push(push)));
            if (i % 20 == 19) {
                CompletableFuture.allOf(pushes.toArray(new CompletableFuture<?>[0]))
                        .join();
                advance(Duration.ofSeconds(75));
            }
        }

        List<Debit> debits = simulator.ledger().debits();
        long paid = debits.stream().mapToLong(Debit::amount).sum();
        long moneyAfter = 0;
        for (int i = 0; i < 8; i++) {
            moneyAfter += simulator.subscriber(number(i)).balance();
        }
        assertThat(debits).hasSizeGreaterThan(20);
        assertThat(debits).extracting(Debit::receipt).doesNotHaveDuplicates();
        assertThat(debits).extracting(Debit::checkoutRequestId).doesNotHaveDuplicates();
        assertThat(moneyBefore - moneyAfter).isEqualTo(paid);
        assertThat(simulator.organisation("174379").balance()).isEqualTo(paid);
        assertThat(simulator.ledger().balances().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isZero();
        simulator.pushes().stream().filter(ReceivedPush::accepted).forEach(push -> {
            String id = push.checkoutRequestId().orElseThrow();
            boolean debited = debits.stream().anyMatch(debit -> id.equals(debit.checkoutRequestId()));
            assertThat(queriedResult(id).equals("0")).as(id).isEqualTo(debited);
        });
    }

    private static String number(int index) {
        return "25472200010" + index;
    }
}
