package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.simulator.CallbackShape;
import io.github.darajasdk.simulator.DeliveryScript;
import io.github.darajasdk.simulator.GatewayFault;
import java.time.Duration;
import java.util.SplittableRandom;

/** What the network does to one payment. The figures of each fault are drawn by the seed. */
enum Fault {
    NONE,
    CALLBACK_LOST,
    CALLBACK_REPEATED,
    CALLBACK_LATE,
    CALLBACK_BEFORE_THE_ANSWER,
    CALLBACK_CONTRADICTED,
    CALLBACK_WITH_ANOTHER_AMOUNT,
    CALLBACK_WITH_IDS_NOBODY_KNOWS,
    CALLBACK_UNREADABLE,
    CALLBACK_WITHOUT_RECEIPT,
    CALLBACK_OF_ANOTHER_SHAPE,
    ANSWER_HELD_BACK,
    ANSWER_CUT_OFF_AFTER_ACCEPTING,
    ANSWER_HALF,
    ANSWER_SLOW,
    CONNECTION_CUT,
    FIREWALL_PAGE,
    EMPTY_ERROR,
    SYSTEM_BUSY,
    SPIKE_ARREST,
    QUERY_LIES,
    CALLBACK_LOST_AND_ANSWER_CUT_OFF,
    CALLBACK_LATE_AND_QUERY_BLIND;

    private static final CallbackShape[] UNREADABLE = {
        CallbackShape.NOT_JSON, CallbackShape.NO_ENVELOPE, CallbackShape.EMPTY
    };
    private static final CallbackShape[] OTHER = {
        CallbackShape.PORTAL,
        CallbackShape.BALANCE_TEXT,
        CallbackShape.TEXT_VALUES,
        CallbackShape.PHONE_MASKED,
        CallbackShape.REORDERED
    };

    /** The fault as the simulator makes it. */
    DeliveryScript script(SplittableRandom random, long amount) {
        return switch (this) {
            case NONE -> DeliveryScript.normal();
            case CALLBACK_LOST -> DeliveryScript.loseCallback();
            case CALLBACK_REPEATED -> DeliveryScript.duplicateCallback(random.nextInt(2, 9));
            case CALLBACK_LATE -> DeliveryScript.delayCallback(late(random));
            case CALLBACK_BEFORE_THE_ANSWER -> DeliveryScript.callbackBeforeAnswer();
            case CALLBACK_CONTRADICTED -> DeliveryScript.contradictCallback();
            case CALLBACK_WITH_ANOTHER_AMOUNT -> DeliveryScript.wrongAmount(otherAmount(random, amount));
            case CALLBACK_WITH_IDS_NOBODY_KNOWS -> DeliveryScript.unknownIds();
            case CALLBACK_UNREADABLE -> DeliveryScript.callbackShape(UNREADABLE[random.nextInt(UNREADABLE.length)]);
            case CALLBACK_WITHOUT_RECEIPT -> DeliveryScript.callbackShape(CallbackShape.NO_RECEIPT);
            case CALLBACK_OF_ANOTHER_SHAPE -> DeliveryScript.callbackShape(OTHER[random.nextInt(OTHER.length)]);
            case ANSWER_HELD_BACK -> DeliveryScript.holdAnswer(Duration.ofSeconds(60));
            case ANSWER_CUT_OFF_AFTER_ACCEPTING -> DeliveryScript.acceptThenCutConnection();
            case ANSWER_HALF -> DeliveryScript.malformedAnswer();
            case ANSWER_SLOW -> DeliveryScript.slowAnswer(Duration.ofSeconds(random.nextInt(2, 12)));
            case CONNECTION_CUT -> DeliveryScript.cutConnection();
            case FIREWALL_PAGE -> DeliveryScript.http503Html();
            case EMPTY_ERROR -> DeliveryScript.http500EmptyMessage();
            case SYSTEM_BUSY -> DeliveryScript.fault(GatewayFault.SYSTEM_BUSY);
            case SPIKE_ARREST -> DeliveryScript.fault(GatewayFault.SPIKE_ARREST);
            case QUERY_LIES -> DeliveryScript.queryAnswers("1032", "Request cancelled by user");
            case CALLBACK_LOST_AND_ANSWER_CUT_OFF ->
                DeliveryScript.loseCallback().and(DeliveryScript.acceptThenCutConnection());
            case CALLBACK_LATE_AND_QUERY_BLIND ->
                DeliveryScript.delayCallback(Duration.ofSeconds(random.nextInt(400, 3_600)))
                        .and(DeliveryScript.queryAnswers("4999", "The transaction is still under processing"));
        };
    }

    /** Three minutes to two days, the shorter ones more often. */
    private static Duration late(SplittableRandom random) {
        double share = Math.pow(random.nextDouble(), 4);
        return Duration.ofSeconds(180 + (long) (share * (47 * 3_600)));
    }

    private static long otherAmount(SplittableRandom random, long amount) {
        return switch (random.nextInt(5)) {
            case 0 -> amount + 1;
            case 1 -> amount - 1;
            case 2 -> amount * 10;
            case 3 -> 0;
            default -> -amount;
        };
    }
}
