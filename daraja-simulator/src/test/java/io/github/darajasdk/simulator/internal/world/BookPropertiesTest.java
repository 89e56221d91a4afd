package io.github.darajasdk.simulator.internal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.darajasdk.simulator.LedgerEntry;
import io.github.darajasdk.simulator.LedgerEntry.Posting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BookPropertiesTest {

    private static final Instant AT = Instant.parse("2026-10-14T07:15:30Z");

    record Transfer(String from, String to, long cents) {}

    @Property(tries = 300)
    void whateverIsBookedTheAccountsAddUpToZeroAndNobodyOwes(@ForAll("transfers") List<Transfer> transfers) {
        Book book = new Book();
        int booked = 0;
        for (int i = 0; i < transfers.size(); i++) {
            booked += book.post(entry("R" + i, transfers.get(i))) ? 1 : 0;

            assertThat(sum(book.balances())).isZero();
            book.balances().forEach((account, cents) -> {
                if (!account.equals(Book.BANK)) {
                    assertThat(cents).as(account).isNotNegative();
                }
            });
        }
        assertThat(book.entries()).hasSize(booked);
    }

    @Property(tries = 300)
    void balancesAreWhatTheEntriesSay(@ForAll("transfers") List<Transfer> transfers) {
        Book book = new Book();
        for (int i = 0; i < transfers.size(); i++) {
            book.post(entry("R" + i, transfers.get(i)));
        }

        book.balances()
                .forEach((account, cents) -> assertThat(book.entries().stream()
                                .flatMap(entry -> entry.postings().stream())
                                .filter(posting -> posting.account().equals(account))
                                .mapToLong(Posting::cents)
                                .sum())
                        .as(account)
                        .isEqualTo(cents));
    }

    @Property(tries = 100)
    void refusedEntryChangesNothing(@ForAll("transfers") List<Transfer> transfers) {
        Book book = new Book();
        for (int i = 0; i < transfers.size(); i++) {
            Map<String, Long> before = book.balances();
            if (!book.post(entry("R" + i, transfers.get(i)))) {
                assertThat(book.balances()).isEqualTo(before);
            }
        }
    }

    @Example
    void entryThatDoesNotAddUpOrRepeatsAReceiptIsABug() {
        Book book = new Book();
        List<Posting> lopsided = List.of(new Posting(Book.BANK, -100), new Posting("subscriber:1", 99));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.post(new LedgerEntry("R1", AT, "x", "x", null, lopsided)));
        book.post(entry("R1", new Transfer(Book.BANK, "subscriber:1", 5)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.post(entry("R1", new Transfer(Book.BANK, "subscriber:1", 5))));
    }

    @Provide
    Arbitrary<List<Transfer>> transfers() {
        Arbitrary<String> accounts =
                Arbitraries.of(Book.BANK, "subscriber:1", "subscriber:2", "organisation:1:utility");
        return Combinators.combine(accounts, accounts, Arbitraries.longs().between(0, 1_000_000))
                .as(Transfer::new)
                .list()
                .ofMaxSize(40);
    }

    private static LedgerEntry entry(String receipt, Transfer transfer) {
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(transfer.from(), -transfer.cents()));
        postings.add(new Posting(transfer.to(), transfer.cents()));
        return new LedgerEntry(receipt, AT, "Transfer", "", null, postings);
    }

    private static long sum(Map<String, Long> balances) {
        return balances.values().stream().mapToLong(Long::longValue).sum();
    }
}
