package io.github.darajasdk.spring.autoconfigure;

import io.github.darajasdk.spring.web.CallbackHandler;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Somebody makes callback addresses or handles callbacks; an application that only asks for outcomes needs neither. */
final class OnCallbacksWanted extends AnyNestedCondition {

    OnCallbacksWanted() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty(prefix = "daraja.callback", name = "base-url")
    static final class BaseUrl {}

    @ConditionalOnProperty(prefix = "daraja.callback", name = "key")
    static final class Key {}

    @ConditionalOnBean(CallbackHandler.class)
    static final class Handler {}
}
