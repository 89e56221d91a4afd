package io.github.darajasdk.simulator.internal.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {

    private static final Instant AT = Instant.parse("2026-10-14T07:15:30Z");

    @ParameterizedTest
    @CsvSource({
        "2019-12-19T07:00:00Z, NLJ",
        "2024-01-01T00:00:00Z, SA1",
        "2026-10-02T12:00:00Z, UJ2",
        "2026-10-14T07:15:30Z, UJE",
        "2026-10-31T20:59:59Z, UJV",
        "2026-10-31T21:00:00Z, UK1"
    })
    void receiptNamesTheDayInNairobi(Instant at, String prefix) {
        assertThat(new Identifiers(1).receipt(at)).matches(prefix + "[0-9A-Z]{7}");
    }

    @Test
    void nothingIsGivenOutTwice() {
        Identifiers ids = new Identifiers(3);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            assertThat(seen.add(ids.receipt(AT))).isTrue();
            assertThat(seen.add(ids.checkoutRequestId(AT, "254712345678"))).isTrue();
            assertThat(seen.add(ids.merchantRequestId())).isTrue();
            assertThat(seen.add(ids.token())).isTrue();
        }
    }

    @Test
    void sameSeedGivesTheSameIdentifiers() {
        Identifiers one = new Identifiers(9);
        Identifiers other = new Identifiers(9);

        assertThat(one.receipt(AT)).isEqualTo(other.receipt(AT));
        assertThat(one.checkoutRequestId(AT, "254712345678")).isEqualTo(other.checkoutRequestId(AT, "254712345678"));
        assertThat(one.conversationId(AT)).isEqualTo(other.conversationId(AT)).matches("AG_20261014_[0-9a-f]{20}");
    }
}
