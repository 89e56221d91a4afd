package io.github.darajasdk.therapy.payment.web;

import io.github.darajasdk.therapy.payment.Recovery;
import org.springframework.stereotype.Component;

/** Whether money is held back after a restore. Templates use it as {@code @recoveryNotice}. */
@Component("recoveryNotice")
public class RecoveryNotice {

    private final Recovery recovery;

    RecoveryNotice(Recovery recovery) {
        this.recovery = recovery;
    }

    public boolean shown() {
        return recovery.isUnderWay();
    }
}
