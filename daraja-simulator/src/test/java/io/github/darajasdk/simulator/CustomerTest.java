package io.github.darajasdk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.simulator.Merchant.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CustomerTest extends SimulatorTest {

    @Test
    void approvalTakesTheTimeTheScriptSays() {
        simulator.nextPush().customer(CustomerScript.approvesAfter(Duration.ofSeconds(20)));
        String id = acceptedPush();

        advance(Duration.ofSeconds(19));
        assertThat(queriedResult(id)).isEqualTo("4999");
        assertThat(simulator.ledger().debits()).isEmpty();

        advance(Duration.ofSeconds(1));
        assertThat(queriedResult(id)).isEqualTo("0");
        assertThat(simulator.ledger().debits())
                .singleElement()
                .satisfies(debit -> assertThat(debit.at()).isEqualTo(START.plusSeconds(20)));
    }

    @Test
    void ignoredPromptExpiresAfterItsLifeAndALatePinIsImpossible() {
        simulator.nextPush().customer(CustomerScript.ignores());
        String id = acceptedPush();
        Phone phone = simulator.phone(Merchant.PHONE);

        advance(Duration.ofSeconds(59));
        assertThat(phone.prompt()).isPresent();
        advance(Duration.ofSeconds(1));

        assertThat(nextResult()).isEqualTo("1037");
        assertThat(queriedResult(id)).isEqualTo("1037");
        assertThatIllegalStateException().isThrownBy(() -> phone.enterPin("1234"));
        assertThat(simulator.ledger().debits()).isEmpty();
    }

    @Test
    void approvalSlowerThanThePromptsLifeComesTooLate() {
        simulator.nextPush().customer(CustomerScript.approvesAfter(Duration.ofSeconds(61)));
        String id = acceptedPush();

        advance(Duration.ofMinutes(5));

        assertThat(queriedResult(id)).isEqualTo("1037");
        assertThat(simulator.ledger().debits()).isEmpty();
    }

    @Test
    void promptLifeIsASetting() {
        simulator.set(Setting.PROMPT_LIFE, Duration.ofSeconds(180));
        simulator.nextPush().customer(CustomerScript.approvesAfter(Duration.ofSeconds(170)));
        String id = acceptedPush();

        advance(Duration.ofSeconds(170));

        assertThat(queriedResult(id)).isEqualTo("0");
    }

    @Test
    void phoneThatIsOffEndsSoonerAndItsCallbackLags() {
        simulator.nextPush().customer(CustomerScript.phoneOff());
        String id = acceptedPush();
        assertThat(simulator.phone(Merchant.PHONE).prompt()).isEmpty();

        advance(Duration.ofSeconds(14));
        assertThat(queriedResult(id)).isEqualTo("1037");
        assertThat(simulator.callbacks()).isEmpty();

        advance(Duration.ofSeconds(12));
        assertThat(nextResult()).isEqualTo("1037");
    }

    @Test
    void thirdWrongPinLocksThePinUntilCustomerCareUnlocksIt() {
        simulator.when(PushMatch.any()).customer(CustomerScript.wrongPin());
        for (int i = 0; i < 3; i++) {
            acceptedPush();
            assertThat(nextResult()).isEqualTo("2001");
        }
        Subscriber subscriber = simulator.subscriber(Merchant.PHONE);
        assertThat(subscriber.isPinLocked()).isTrue();

        simulator.when(PushMatch.any()).customer(CustomerScript.approves());
        acceptedPush();
        assertThat(nextResult()).isEqualTo("8006");

        subscriber.unlockPin();
        acceptedPush();
        assertThat(nextResult()).isEqualTo("0");
    }

    @Test
    void customerWithoutEnoughMoneyKeepsIt() {
        simulator.subscriber(Merchant.PHONE).balance(1_499);
        acceptedPush();

        assertThat(nextResult()).isEqualTo("1");
        assertThat(simulator.subscriber(Merchant.PHONE).balance()).isEqualTo(1_499);
    }

    @Test
    void secondPromptForABusyPhoneIsRefusedAtOnce() {
        simulator.nextPush().customer(CustomerScript.human());
        acceptedPush();

        Answer second = merchant.push();

        assertThat(second.status()).isEqualTo(500);
        assertThat(second.json().path("errorMessage").asText())
                .isEqualTo("Unable to lock subscriber, a transaction is already in process for the current subscriber");
        simulator.phone(Merchant.PHONE).cancel();
        assertThat(merchant.push().status()).isEqualTo(200);
    }

    @Test
    void secondPromptForABusyPhoneCanEndIn1001Instead() {
        simulator.set(Setting.SUBSCRIBER_LOCK, Setting.SubscriberLock.LATER);
        simulator.nextPush().customer(CustomerScript.human());
        acceptedPush();
        String second = acceptedPush();

        assertThat(nextResult()).isEqualTo("1001");
        assertThat(queriedResult(second)).isEqualTo("1001");
        assertThat(simulator.phone(Merchant.PHONE).prompt()).isPresent();
    }

    @Test
    void sameAmountWithinTwoMinutesOfADebitIsRuleLimited() {
        acceptedPush();
        assertThat(nextResult()).isEqualTo("0");

        advance(Duration.ofSeconds(119));
        acceptedPush();
        assertThat(nextResult()).isEqualTo("17");

        advance(Duration.ofSeconds(1));
        acceptedPush();
        assertThat(nextResult()).isEqualTo("0");
        assertThat(simulator.ledger().debits()).hasSize(2);
    }

    @Test
    void failedPaymentDoesNotCountForRule17UnlessTheStrictSwitchSaysSo() {
        simulator.nextPush().customer(CustomerScript.cancels());
        acceptedPush();
        assertThat(nextResult()).isEqualTo("1032");
        acceptedPush();
        assertThat(nextResult()).isEqualTo("0");

        advance(Duration.ofMinutes(10));
        simulator.set(Setting.RULE_17, Setting.Rule17.EVERY_PUSH);
        simulator.nextPush().customer(CustomerScript.cancels());
        acceptedPush();
        assertThat(nextResult()).isEqualTo("1032");
        acceptedPush();
        assertThat(nextResult()).isEqualTo("17");
    }

    @Test
    void promptThatIsTooLongForAPhoneEndsIn1025() {
        ObjectNode push = merchant.goodPush();
        push.put("TransactionDesc", "x".repeat(120));

        assertThat(merchant.push(push).status()).isEqualTo(200);
        assertThat(nextResult()).isEqualTo("1025");
    }

    @Test
    void amountAboveTheMaximumEndsIn3() {
        ObjectNode push = merchant.goodPush();
        push.put("Amount", 250_001);

        assertThat(merchant.push(push).status()).isEqualTo(200);
        assertThat(nextResult()).isEqualTo("3");
    }

    @Test
    void dailyLimitEndsIn4AndIsOverTheNextDay() {
        simulator.set(Setting.DAILY_LIMIT, 2_000);
        acceptedPush();
        assertThat(nextResult()).isEqualTo("0");
        advance(Duration.ofMinutes(3));
        acceptedPush();
        assertThat(nextResult()).isEqualTo("4");

        advance(Duration.ofDays(1));
        acceptedPush();
        assertThat(nextResult()).isEqualTo("0");
    }

    @Test
    void tillIsPaidThroughItsStore() {
        ObjectNode push = merchant.goodPush();
        merchant.sign(push, DarajaSimulator.STORE);
        push.put("TransactionType", "CustomerBuyGoodsOnline");
        push.put("PartyB", Integer.parseInt(DarajaSimulator.TILL));

        assertThat(merchant.push(push).status()).isEqualTo(200);
        assertThat(nextResult()).isEqualTo("0");
        assertThat(simulator.ledger().debits()).singleElement().satisfies(debit -> {
            assertThat(debit.shortCode()).isEqualTo(DarajaSimulator.TILL);
            assertThat(debit.accountReference()).isEmpty();
        });
    }

    @Test
    void partyThatIsNotTheMerchantsEndsIn2028() {
        ObjectNode push = merchant.goodPush();
        push.put("PartyB", 600_000);

        assertThat(merchant.push(push).status()).isEqualTo(200);
        assertThat(nextResult()).isEqualTo("2028");
    }

    @Test
    void rulesSpeakOfNumberAmountOrReferenceAndTheNextPushOutranksThem() {
        simulator.when(PushMatch.number("0712 345 678")).customer(CustomerScript.cancels());
        acceptedPush();
        assertThat(nextResult()).isEqualTo("1032");

        simulator.when(PushMatch.amount(1_500)).customer(CustomerScript.hasNoMoney());
        acceptedPush();
        assertThat(nextResult()).isEqualTo("1");

        simulator.when(PushMatch.reference("BK20417")).customer(CustomerScript.endsWith("9999", "Internal error"));
        acceptedPush();
        assertThat(nextResult()).isEqualTo("9999");

        simulator.nextPush().customer(CustomerScript.approves());
        acceptedPush();
        assertThat(nextResult()).isEqualTo("0");
    }

    @Test
    void customerWhoNeverEndsStaysPending() {
        simulator.nextPush().customer(CustomerScript.neverEnds());
        String id = acceptedPush();

        advance(Duration.ofHours(1));

        assertThat(queriedResult(id)).isEqualTo("4999");
        assertThat(simulator.callbacks()).isEmpty();
        assertThat(merchant.push().status()).as("the phone is free again").isEqualTo(200);
    }
}
