package io.github.darajasdk.therapy.payment.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.therapy.payment.internal.QueryBack.Mode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("property-20")
class QueryBackTest {

    @ParameterizedTest
    @CsvSource({
        "NEVER, 250000, false",
        "NEVER, 1, false",
        "ABOVE, 20001, true",
        "ABOVE, 20000, false",
        "ABOVE, 1, false",
        "ALWAYS, 1, true",
    })
    void aCallbackIsConfirmedByTheSetPolicy(Mode mode, long amount, boolean asked) {
        assertThat(new QueryBack(mode, 20_000).applies(amount)).isEqualTo(asked);
    }
}
