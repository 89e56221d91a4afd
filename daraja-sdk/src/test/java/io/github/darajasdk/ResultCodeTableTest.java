package io.github.darajasdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultCodeTableTest {

    private static final Locale SWAHILI = Locale.forLanguageTag("sw-KE");

    @Test
    void theStkCatalogueIsCompleteAndAgreesWithTheEvidence() {
        assertThat(finality(ResultFinality.FINAL))
                .containsExactlyInAnyOrder(
                        "0",
                        "1",
                        "2",
                        "3",
                        "4",
                        "8",
                        "11",
                        "17",
                        "1001",
                        "1032",
                        "2001",
                        "2006",
                        "2028",
                        "8006",
                        "SFC_IC0003");
        assertThat(finality(ResultFinality.SOFT))
                .containsExactlyInAnyOrder("26", "1019", "1025", "1031", "1036", "1037", "9999");
        assertThat(finality(ResultFinality.NOT_FINAL)).containsExactlyInAnyOrder("2029", "4999");
    }

    private static Set<String> finality(ResultFinality finality) {
        return ResultCodeTable.standard().entries(ResultChannel.STK).stream()
                .filter(entry -> entry.finality() == finality)
                .map(ResultCodeTable.Entry::code)
                .collect(Collectors.toSet());
    }

    static Stream<ResultCodeTable.Entry> entries() {
        return Stream.of(ResultChannel.values())
                .flatMap(channel -> ResultCodeTable.standard().entries(channel).stream());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everySentenceIsFitForACustomer(ResultCodeTable.Entry entry) {
        for (String sentence : new String[] {entry.english(), entry.swahili()}) {
            assertThat(sentence).matches("[A-Z].*[.!]").hasSizeBetween(20, 260);
            assertThat(sentence.toLowerCase(Locale.ROOT)).doesNotContain("therapy", "error", "invalid", "code", "stk");
        }
        assertThat(entry.english()).isNotEqualTo(entry.swahili());
        assertThat(entry.meaning()).matches("(?s)[A-Z].*");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void onlyAFinalNoSaysThatNothingWasTaken(ResultCodeTable.Entry entry) {
        boolean promises = entry.english().contains("nothing was taken")
                        && !entry.english().contains("making sure")
                || entry.english().contains("Nothing was taken.");
        if (promises) {
            assertThat(entry.finality()).isEqualTo(ResultFinality.FINAL);
            assertThat(entry.category()).isNotEqualTo(ResultCategory.PAID);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void onlyZeroIsGoodNews(ResultCodeTable.Entry entry) {
        boolean good = entry.category() == ResultCategory.PAID || entry.category() == ResultCategory.DONE;
        assertThat(good).isEqualTo(entry.code().equals("0"));
        if (Set.of(ResultChannel.STATUS, ResultChannel.BALANCE, ResultChannel.STANDING_ORDER)
                .contains(entry.channel())) {
            assertThat(entry.category()).as("no money moves here").isNotEqualTo(ResultCategory.PAID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7777", "00", "sfc_ic0003", "500.001.1001", "10.32"})
    void anUnknownCodeIsKeptAndProvesNothing(String value) {
        ResultCode code = ResultCode.stk(value);

        assertThat(code.value()).isEqualTo(value);
        assertThat(code.known()).isFalse();
        assertThat(code.category()).isEqualTo(ResultCategory.UNKNOWN);
        assertThat(code.finality()).isEqualTo(ResultFinality.NOT_FINAL);
        assertThat(code.retryRule().kind()).isEqualTo(RetryRule.Kind.NEVER);
        assertThat(code.customerMessage(Locale.ENGLISH)).contains("do not pay again");
    }

    @Test
    void cancelledIsCancelledAndPendingIsPending() {
        assertThat(ResultCode.stk("1032").category()).isEqualTo(ResultCategory.CUSTOMER_CANCELLED);
        assertThat(ResultCode.stk("1032").retryRule()).isEqualTo(new RetryRule(RetryRule.Kind.NOW, Duration.ZERO));
        assertThat(ResultCode.stk("4999").category()).isEqualTo(ResultCategory.PENDING);
        assertThat(ResultCode.stk("17").retryRule().delay()).isEqualTo(Duration.ofSeconds(125));
        assertThat(ResultCode.stk("1001").retryRule().delay()).isEqualTo(Duration.ofMinutes(2));
        assertThat(ResultCode.stk("3").retryRule().kind()).isEqualTo(RetryRule.Kind.OTHER_AMOUNT);
    }

    @Test
    void theCustomerIsToldInSwahiliOrElseInEnglish() {
        ResultCode cancelled = ResultCode.stk("1032");
        assertThat(cancelled.customerMessage(SWAHILI)).startsWith("Ulighairi");
        assertThat(cancelled.customerMessage(Locale.ENGLISH)).startsWith("You cancelled");
        assertThat(cancelled.customerMessage(Locale.JAPAN)).startsWith("You cancelled");
    }

    @Test
    void anIncompleteFileIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("stk.1.category=paid\n"))
                .withMessageContaining("stk.1 lacks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("stk.1.colour=red\n"))
                .withMessageContaining("stk.1.colour");
    }

    private static void parse(String text) {
        try {
            ResultCodeTable.parse(new StringReader(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
