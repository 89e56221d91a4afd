package io.github.darajasdk.therapy.chaos;

import io.github.darajasdk.simulator.CustomerScript;
import java.time.Duration;
import java.util.SplittableRandom;

/** What a client does about one session, from the first push to giving up. */
enum Behaviour {
    PAYS(50),
    DISMISSES_THEN_PAYS(8),
    MISTYPES_THEN_PAYS(4),
    HAS_NO_MONEY_THEN_PAYS(4),
    IGNORES_THEN_PAYS(5),
    PHONE_OFF_THEN_PAYS(3),
    BUSY_THEN_PAYS(4),
    ENDS_STRANGELY_THEN_PAYS(2),
    GIVES_UP(3),
    NEVER_HEARD_OF_AGAIN(3),
    CLICKS_TWICE(5),
    PAYS_TWO_SESSIONS_AT_ONCE(3),
    RELEASES_AND_PAYS_AGAIN(3),
    CANCELS_THE_SESSION(3),
    PAYS_BY_MENU(4);

    private final int share;

    Behaviour(int share) {
        this.share = share;
    }

    static Behaviour draw(SplittableRandom random) {
        int total = 0;
        for (Behaviour behaviour : values()) {
            total += behaviour.share;
        }
        int drawn = random.nextInt(total);
        for (Behaviour behaviour : values()) {
            drawn -= behaviour.share;
            if (drawn < 0) {
                return behaviour;
            }
        }
        throw new IllegalStateException();
    }

    /** What the customer does when the phone rings for the {@code number}th time. */
    CustomerScript script(int number, SplittableRandom random) {
        Duration thinking = Duration.ofSeconds(random.nextInt(3, 28));
        if (number > 1) {
            return CustomerScript.approvesAfter(thinking);
        }
        return switch (this) {
            case PAYS,
                    CLICKS_TWICE,
                    PAYS_TWO_SESSIONS_AT_ONCE,
                    CANCELS_THE_SESSION,
                    RELEASES_AND_PAYS_AGAIN,
                    PAYS_BY_MENU -> CustomerScript.approvesAfter(thinking);
            case DISMISSES_THEN_PAYS, GIVES_UP -> CustomerScript.cancels().after(thinking);
            case MISTYPES_THEN_PAYS -> CustomerScript.wrongPin().after(thinking);
            case HAS_NO_MONEY_THEN_PAYS -> CustomerScript.hasNoMoney().after(thinking);
            case IGNORES_THEN_PAYS -> CustomerScript.ignores();
            case PHONE_OFF_THEN_PAYS -> CustomerScript.phoneOff();
            case BUSY_THEN_PAYS -> CustomerScript.busy();
            case ENDS_STRANGELY_THEN_PAYS -> CustomerScript.endsWith("1025", "An error occurred while sending");
            case NEVER_HEARD_OF_AGAIN -> CustomerScript.neverEnds();
        };
    }

    /** How many attempts the client makes at most. */
    int attempts() {
        return switch (this) {
            case GIVES_UP, CANCELS_THE_SESSION -> 1;
            default -> 3;
        };
    }

    /** Whether the client sets a prompt aside that nothing is heard of. */
    boolean releases() {
        return this == RELEASES_AND_PAYS_AGAIN || this == NEVER_HEARD_OF_AGAIN;
    }
}
